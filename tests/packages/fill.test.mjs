// compiler/release/fill: what it makes of a release's archives, and what it refuses.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { base, fill, home, must, program, read, release, root, run, scratch, version } from './support.mjs';

const sum = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');
const filesBelow = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((each) => each.isFile()).map((each) => path.relative(folder, path.join(each.parentPath ?? each.path, each.name))).sort();

test('everything is filled, and the sums are those of the archives', (t) => {
  const archives = release(t);
  const output = path.join(scratch(t), 'filled');
  const { code, stderr } = fill(archives, output);
  assert.equal(code, 0, stderr);
  assert.deepEqual(filesBelow(output), ['SHA256SUMS', 'container/Dockerfile', 'container/LICENSE', 'container/linux/amd64/ecac',
    'container/linux/arm64/ecac', 'homebrew/ecac.rb', 'winget/ecac.ecac.installer.yaml', 'winget/ecac.ecac.locale.en-US.yaml', 'winget/ecac.ecac.yaml']);
  for (const file of filesBelow(output).filter((each) => !each.includes('linux/'))) {
    assert.doesNotMatch(readFileSync(path.join(output, file), 'utf8'), /@[A-Z0-9_]+@/, file);
  }
  // As people check them.
  assert.match(must('sha256sum', ['--check', path.join(output, 'SHA256SUMS')], { cwd: archives }), /^(ecac-\S+: OK\n){4}$/);
  const formula = readFileSync(path.join(output, 'homebrew/ecac.rb'), 'utf8');
  for (const name of readdirSync(archives).filter((each) => !each.endsWith('.zip'))) {
    assert.ok(formula.includes(`url "${base}/${name}"`), name);
    assert.ok(formula.includes(`sha256 "${sum(path.join(archives, name))}"`), name);
  }
  const zip = `ecac-${version}-windows-x86_64.zip`;
  const installer = readFileSync(path.join(output, 'winget/ecac.ecac.installer.yaml'), 'utf8');
  assert.ok(installer.includes(`'${base}/${zip}'`));
  assert.ok(installer.includes(`'${sum(path.join(archives, zip)).toUpperCase()}'`));
  assert.ok(readFileSync(path.join(output, 'winget/ecac.ecac.locale.en-US.yaml'), 'utf8').includes(`'${home}'`));
  assert.deepEqual(readdirSync(path.dirname(output)), ['filled'], 'something is left beside it');
});

test('a folder inside the archives is found', (t) => {
  const output = path.join(scratch(t), 'filled');
  const { code, stderr } = fill(release(t, `ecac-${version}`), output);
  assert.equal(code, 0, stderr);
  assert.ok(readFileSync(path.join(output, 'winget/ecac.ecac.installer.yaml'), 'utf8').includes(`'ecac-${version}\\ecac.exe'`));
  assert.equal(statSync(path.join(output, 'container/linux/amd64/ecac')).mode & 0o777, 0o755);
});

const refusals = {
  'a version that is not this one': [{ words: { version: '9.9.9' } }, /this tree is version \d+\.\d+\.\d+, not 9\.9\.9/],
  'an address that is none': [{ words: { base: 'http://downloads.example.com' } }, /begins with https/],
  'an address that would end a string': [{ words: { home: 'https://ecac.example.com/"' } }, /no address of a page/],
  'an archive that is missing': [{ change: (folder) => rmSync(path.join(folder, `ecac-${version}.tgz`)) }, /holds no ecac-\S+\.tgz/],
  'a program whose path ends a string': [{
    change: (folder) => {
      mkdirSync(path.join(folder, "it's"));
      writeFileSync(path.join(folder, "it's/ecac.exe"), 'MZ');
      must('cmake', ['-E', 'tar', 'cf', `ecac-${version}-windows-x86_64.zip`, '--format=zip', '--', "it's"], { cwd: folder });
    },
  }, /which no manifest can name/],
  'an archive that is none': [{ change: (folder) => writeFileSync(path.join(folder, `ecac-${version}-windows-x86_64.zip`), 'no') }, /cannot be read/],
  'a program that would need libraries': [{
    change: (folder) => {
      must('cp', ['/bin/true', path.join(folder, 'ecac')]);
      must('tar', ['-czf', `ecac-${version}-linux-x86_64.tar.gz`, 'ecac'], { cwd: folder });
    },
  }, /is not static/],
  'a program of another machine': [{
    change: (folder) => must('cp', [path.join(folder, `ecac-${version}-linux-aarch64.tar.gz`), path.join(folder, `ecac-${version}-linux-x86_64.tar.gz`)]),
  }, /no program for linux\/amd64/],
};
for (const [name, [{ words, change }, says]] of Object.entries(refusals)) {
  test(`refused, and nothing is written: ${name}`, (t) => {
    const archives = release(t);
    change?.(archives);
    const folder = scratch(t);
    const { code, stderr } = fill(archives, path.join(folder, 'filled'), words);
    assert.equal(code, 2);
    assert.match(stderr, says);
    assert.deepEqual(readdirSync(folder), []);
  });
}

test('what is there is not written over', (t) => {
  const folder = scratch(t);
  assert.match(fill(release(t), folder).stderr, /is there already/);
  assert.equal(existsSync(path.join(folder, 'SHA256SUMS')), false);
});

test('the sample of the formula is one that ecac reports as the formula expects', (t) => {
  const [, file, text] = /\(testpath\/"(.*?)"\)\.write <<~XML\n([^]*?)\n +XML/.exec(read('compiler/release/homebrew/ecac.rb'));
  const [, says] = /assert_match "(.*?)"/.exec(read('compiler/release/homebrew/ecac.rb'));
  const folder = scratch(t);
  writeFileSync(path.join(folder, file), text.replace(/^ {6}/gm, ''));
  const { code, stdout } = run(program, ['check', folder]);
  assert.equal(code, 1, stdout);
  assert.ok(stdout.includes(says));
  assert.equal(run(program, ['--version'], { cwd: root }).stdout, `ecac ${version}\n`);
});
