// `ecac` as npm starts it: the program of this machine if its package is there, else the module.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { run, scratch } from '../support.mjs';
import { assemble, echo, moduleWith } from './assembled.mjs';

const folder = assemble('launcher', moduleWith(echo(1)));
const launcher = path.join(folder, 'bin/ecac.js');
const native = path.join(folder, `../@ecac/${process.platform}-${process.arch}`);

const installNative = (t, text, mode = 0o755) => {
  fs.mkdirSync(path.join(native, 'bin'), { recursive: true });
  fs.writeFileSync(path.join(native, 'package.json'), '{"name":"@ecac/here","version":"0.1.0"}');
  fs.writeFileSync(path.join(native, 'bin/ecac'), text, { mode });
  t.after(() => fs.rmSync(native, { recursive: true }));
};

test('without a program for this machine the module runs', () => {
  const { code, stdout, stderr } = run(process.execPath, [launcher, 'check', 'a b', 'ä', '']);
  assert.deepEqual({ code, stdout, stderr }, { code: 1, stdout: 'check\0a b\0ä\0\0', stderr: '' });
});

test('words that are no text reach the module as they are', () => {
  const { code, stdout } = run('sh', ['-c', `exec node "$1" check "$(printf '\\377x')"`, 'sh', launcher]);
  assert.equal(code, 1);
  assert.equal(Buffer.from(stdout, 'utf8').toString(), 'check\0\ufffdx\0');
  const { stdout: octal } = run('sh', ['-c', `node "$1" "$(printf '\\377')" | od -An -tx1`, 'sh', launcher]);
  assert.equal(octal.trim(), 'ff 00');
});

test('a program for this machine runs in its place, with its exit code', (t) => {
  installNative(t, '#!/bin/sh\nprintf "<%s>" "$@"\ncat\nexit 7\n');
  const { code, stdout } = run(process.execPath, [launcher, 'check', '$(id)', '*'], { input: 'given' });
  assert.deepEqual({ code, stdout }, { code: 7, stdout: '<check><$(id)><*>given' });
});

test('a program that cannot be started leaves the work to the module', (t) => {
  installNative(t, '#!/nowhere/interpreter\n');
  const { code, stdout } = run(process.execPath, [launcher, 'rules']);
  assert.deepEqual({ code, stdout }, { code: 1, stdout: 'rules\0' });
});

test('a program that a signal ends, ends the launcher so', (t) => {
  installNative(t, '#!/bin/sh\nkill -TERM $$\n');
  assert.equal(run(process.execPath, [launcher]).code, 'SIGTERM');
});

test('a signal to stop reaches the program', async (t) => {
  installNative(t, '#!/bin/sh\ntrap "exit 5" TERM\necho begun\nwhile :; do sleep 0.05; done\n');
  const child = spawn(process.execPath, [launcher], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((begun) => child.stdout.once('data', begun));
  child.kill('SIGTERM');
  assert.equal(await new Promise((ended) => child.once('exit', ended)), 5);
});

test('Ctrl-C ends the module quietly', async () => {
  const endless = assemble('endless', moduleWith('(drop (call $write_stream (i32.const 1) (local.get $address) (local.get $size))) (loop $again (br $again)) (i32.const 0)'));
  const child = spawn(process.execPath, [path.join(endless, 'bin/ecac.js'), 'check'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (text) => { errors += text; });
  await new Promise((begun) => child.stdout.once('data', begun));
  child.kill('SIGINT');
  assert.equal(await new Promise((ended) => child.once('exit', (code, signal) => ended(signal))), 'SIGINT');
  assert.equal(errors, '');
});

test('a reader that goes away ends the run quietly, and a disk that is full does not', () => {
  const much = assemble('much', moduleWith(`(local $i i32)
    (loop $again
      (if (i32.lt_s (call $write_stream (i32.const 1) (i32.const 0) (i32.const 65536)) (i32.const 0)) (then (return (i32.const 3))))
      (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 100))))
    (i32.const 0)`));
  const file = path.join(much, 'bin/ecac.js');
  const { stderr, stdout } = run('bash', ['-c', `node "$1" check | head -c 10 >/dev/null; echo "\${PIPESTATUS[0]}"`, 'bash', file]);
  assert.deepEqual({ stderr, stdout }, { stderr: '', stdout: '3\n' });
  assert.equal(run('sh', ['-c', `node "$1" check >/dev/full`, 'sh', file]).code, 3);
  // All of it arrives, however slowly it is read, also where the pipe does not wait.
  const slow = run('bash', ['-c', `node "$1" check | (sleep 0.3; wc -c)`, 'bash', file]);
  assert.equal(slow.stdout.trim(), String(65536 * 100));
});

test('what the module gets wrong is code 2 and a sentence', () => {
  const wrong = assemble('wrong', moduleWith('(unreachable)'));
  const { code, stdout, stderr } = run(process.execPath, [path.join(wrong, 'bin/ecac.js'), 'check']);
  assert.deepEqual({ code, stdout }, { code: 2, stdout: '' });
  assert.match(stderr, /^ecac: internal error: unreachable\n$/);
  const ended = assemble('ended', moduleWith('(call $proc_exit (i32.const 134)) (i32.const 0)'));
  assert.match(run(process.execPath, [path.join(ended, 'bin/ecac.js')]).stderr, /ended itself with code 134/);
});

test('the package has every file that it names, and no other of its source', () => {
  const { files } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const built = ['ecac.wasm', ...files.filter((file) => file.startsWith('types/'))];
  const missing = files.filter((file) => !built.includes(file) && !fs.existsSync(path.join(folder, file)));
  assert.deepEqual(missing, []);
  const { version, dependencies, optionalDependencies } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  for (const [name, each] of Object.entries({ ...dependencies, ...optionalDependencies })) assert.equal(each, version, name);
  // Every import of a file leads to one that is packed.
  for (const file of files.filter((each) => each.endsWith('.js'))) {
    for (const [, target] of fs.readFileSync(path.join(folder, file), 'utf8').matchAll(/from '(\.[^']+)'/g)) {
      assert.ok(files.includes(path.join(path.dirname(file), target)), `${file} imports ${target}`);
    }
  }
});

test('the library gives out the document, and errors in the words of the program', async (t) => {
  const say = (stream, text, code) => {
    const bytes = Buffer.from(text);
    return moduleWith(`(drop (call $write_stream (i32.const ${stream}) (i32.const 16) (i32.const ${bytes.length}))) (i32.const ${code})`,
      `(data (i32.const 16) "${[...bytes].map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('')}")`);
  };
  const library = (name, bytes) => import(path.join(assemble(name, bytes), 'index.js'));
  const found = await library('found', say(1, '{"diagnostics":[1],"failures":[]}', 1));
  assert.deepEqual(await found.check({ 'sfdx-project.json': '{}' }), { diagnostics: [1], failures: [] });
  const failed = await library('failed', say(1, '{"failures":[{"message":"no such folder"}]}', 2));
  await assert.rejects(failed.check(scratch(t)), (error) => error instanceof failed.EcacError && error.message === 'no such folder' && error.exitCode === 2 && error.report.failures.length === 1);
  const errors = await library('errors', say(2, '2 errors; nothing was written\n', 1));
  await assert.rejects(errors.compile(new Map([['a', new Uint8Array()]])), (error) => error.message === '2 errors; nothing was written' && error.exitCode === 1);
  const words = await library('words', moduleWith(`${echo(0)}`));
  await assert.rejects(words.explain('FLW021', { as: 'html' }), TypeError);
  assert.equal(await words.explain('FLW021', { as: 'markdown' }), 'explain\0--output-format=markdown\0--\0FLW021\0');
  await assert.rejects(words.check({ a: 1 }), /neither a text nor bytes/);
  await assert.rejects(words.check(undefined), TypeError);
  await assert.rejects(words.check({}, { modus: 'lint' }), /no option `modus`; it takes against, apiVersion/);
});

test('options are words', async () => {
  const { kCheckOptions, wordsOf } = await import(path.join(folder, 'lib/options.js'));
  assert.deepEqual(wordsOf({ mode: 'audit', select: ['SCH', 'XML001'], isolated: true, known: 'a', level: undefined, config: { 'deploy.target': 'x' } }, kCheckOptions, 'check'),
    ['--mode=audit', '--select=SCH', '--select=XML001', '--isolated', '--known=a', '--config=deploy.target=x']);
  assert.deepEqual(wordsOf({ isolated: false, config: 'ecac.json' }, kCheckOptions, 'check'), ['--config=ecac.json']);
});
