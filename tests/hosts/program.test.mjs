// How the program is found and started.
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { ProgramMissing, findProgram, runProgram } from '@ecac/program';
import { here, scratch } from './support.mjs';

const script = (folder, name, text = '#!/bin/sh\n') => {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, name);
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  return file;
};

const linux = (env) => findProgram({ env, platform: 'linux', arch: 'x64' });

test('the variable wins over the PATH', (t) => {
  const folder = scratch(t);
  const named = script(folder, 'named');
  script(path.join(folder, 'bin'), 'ecac');
  assert.equal(linux({ ECAC: named, PATH: path.join(folder, 'bin') }), named);
});

test('a variable that names nothing is an error, and the PATH does not stand in for it', (t) => {
  const folder = scratch(t);
  script(folder, 'ecac');
  assert.throws(() => linux({ ECAC: path.join(folder, 'gone'), PATH: folder }), (error) => error instanceof ProgramMissing && /ECAC names/.test(error.message));
});

test('the first program on the PATH counts, and a file that cannot be run is none', (t) => {
  const folder = scratch(t);
  mkdirSync(path.join(folder, 'a'));
  writeFileSync(path.join(folder, 'a/ecac'), 'text');
  mkdirSync(path.join(folder, 'b/ecac'), { recursive: true });
  const found = script(path.join(folder, 'c'), 'ecac');
  script(path.join(folder, 'd'), 'ecac');
  assert.equal(linux({ PATH: ['a', 'b', 'c', 'd'].map((each) => path.join(folder, each)).join(':') }), found);
});

test('a program of the current folder is never taken', (t) => {
  const folder = realpathSync(scratch(t));
  script(folder, 'ecac');
  const before = process.cwd();
  process.chdir(folder);
  t.after(() => process.chdir(before));
  assert.throws(() => linux({ PATH: ':.:./' }), ProgramMissing);
  assert.throws(() => linux({}), ProgramMissing);
});

test('on Windows it is ecac.exe, below a Path of any case, and no ecac.cmd', (t) => {
  const folder = realpathSync(scratch(t));
  const before = process.cwd();
  process.chdir(folder);
  t.after(() => process.chdir(before));
  // Here such a path is a plain name in the current folder.
  writeFileSync('C:\\tools\\ecac.cmd', '');
  const windows = () => findProgram({ env: { Path: 'relative;C:\\tools' }, platform: 'win32', arch: 'x64' });
  assert.throws(windows, /no `ecac.exe` on the PATH/);
  writeFileSync('C:\\tools\\ecac.exe', '');
  assert.equal(windows(), 'C:\\tools\\ecac.exe');
});

test('a platform package is found beside this one', (t) => {
  const folder = path.join(here, 'node_modules/@ecac/plan9-mips');
  t.after(async () => (await import('node:fs')).rmSync(folder, { recursive: true, force: true }));
  const found = script(path.join(folder, 'bin'), 'ecac');
  writeFileSync(path.join(folder, 'package.json'), '{"name":"@ecac/plan9-mips","version":"0.1.0"}');
  assert.equal(findProgram({ env: {}, platform: 'plan9', arch: 'mips' }), found);
});

test('arguments reach the program as they are, and so does its exit code', async (t) => {
  const echo = script(scratch(t), 'echo', '#!/bin/sh\nprintf "<%s>" "$@"\nexit 7\n');
  const args = ['a b', '$(id)', '"; id #', '', '--', '*'];
  const { code, output } = await runProgram(echo, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  assert.equal(code, 7);
  assert.equal(output, args.map((each) => `<${each}>`).join(''));
});

test('what is killed has failed, and what cannot be started says so', async (t) => {
  const folder = scratch(t);
  const killed = script(folder, 'killed', '#!/bin/sh\nkill -KILL $$\n');
  assert.deepEqual(await runProgram(killed, [], { stdio: 'ignore' }), { code: 2, signal: 'SIGKILL', output: '' });
  await assert.rejects(runProgram(script(folder, 'odd', '#!/nowhere/interpreter\n'), []), ProgramMissing);
});
