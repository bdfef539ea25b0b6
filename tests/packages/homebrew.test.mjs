// The formula: Ruby reads it, and on each machine it installs what is for it.
import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { base, fill, home, must, program, release, root, run, scratch, version } from './support.mjs';

const formula = (t) => {
  const output = path.join(scratch(t), 'filled');
  assert.equal(fill(release(t), output).code, 0);
  return path.join(output, 'homebrew/ecac.rb');
};
const seen = (file, system, processor) =>
  JSON.parse(must('ruby', ['-w', path.join(root, 'tests/packages/formula.rb'), file, system, processor]));

test('Ruby has nothing to say, neither before it is filled nor after', (t) => {
  for (const file of [path.join(root, 'compiler/release/homebrew/ecac.rb'), formula(t)]) {
    const { code, stdout, stderr } = run('ruby', ['-wc', file]);
    assert.deepEqual([code, stdout, stderr], [0, 'Syntax OK\n', '']);
  }
});

test('each machine gets its archive', (t) => {
  const file = formula(t);
  const archives = {
    'linux intel': `ecac-${version}-linux-x86_64.tar.gz`, 'linux arm': `ecac-${version}-linux-aarch64.tar.gz`,
    'macos intel': `ecac-${version}.tgz`, 'macos arm': `ecac-${version}.tgz`,
  };
  for (const [machine, name] of Object.entries(archives)) {
    const told = seen(file, ...machine.split(' '));
    assert.equal(told.class, 'Ecac');
    assert.equal(told.url, `${base}/${name}`, machine);
    assert.match(told.sha256, /^[0-9a-f]{64}$/);
    assert.deepEqual([told.version, told.homepage, told.license, told.test], [version, home, 'Apache-2.0', true]);
    const mac = machine.startsWith('macos');
    assert.deepEqual(told.needs ?? [], mac ? ['node'] : []);
    assert.deepEqual(told.installed ?? [], mac ? [] : ['ecac']);
    assert.deepEqual(told.commands ?? [], mac ? [['npm', 'install', 'STANDARD']] : []);
  }
});

test('the description is one that Homebrew takes', (t) => {
  const { desc } = seen(formula(t), 'linux', 'intel');
  assert.ok(desc.length <= 80);
  assert.match(desc, /^[A-Z].*[^.]$/);
  assert.doesNotMatch(desc, /^(an?|the|ecac)\b/i);
});

test('the completions it asks for are there', (t) => {
  const { completions } = seen(formula(t), 'linux', 'intel');
  assert.deepEqual(completions, ['BIN/ecac completion bash', 'BIN/ecac completion zsh']);
  for (const line of completions) must(program, line.split(' ').slice(1));
});
