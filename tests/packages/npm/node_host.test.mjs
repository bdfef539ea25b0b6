// The machine that Node runs on, with what people and repositories put on it.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { must, scratch } from '../support.mjs';
import { load } from './assembled.mjs';

const { createNodeHost } = await load('lib/node_host.js');
const { Refusal } = await load('lib/host_error.js');

const refuses = (refusal, words = /^$/) => (error) => error.refusal === refusal && words.test(error.message);
const bytes = (text) => new TextEncoder().encode(text);
const at = (host, text) => host.path(bytes(text));
// Permissions mean nothing to the administrator.
const isRoot = process.geteuid?.() === 0;

test('names of any bytes are listed, read and written', (t) => {
  const folder = scratch(t);
  const odd = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff, 0xfe, 0x5c])]);
  fs.writeFileSync(odd, 'odd');
  fs.writeFileSync(path.join(folder, 'ä b\\c'), 'fine');
  const host = createNodeHost();
  const names = host.list(at(host, folder)).map(({ name }) => Buffer.from(name));
  assert.ok(names.some((name) => name.equals(Buffer.from([0xff, 0xfe, 0x5c]))));
  for (const name of names) {
    const file = host.path(Buffer.concat([Buffer.from(`${folder}/`), name]));
    host.writeFile(file, bytes('new'));
    assert.equal(host.readFile(file, 100).toString(), 'new');
    assert.equal(host.kind(file), 'file');
  }
  assert.equal(fs.readdirSync(folder).length, 2);
});

test('the current folder may be no text', (t) => {
  const folder = Buffer.concat([Buffer.from(`${fs.realpathSync(scratch(t))}/`), Buffer.from([0xff])]);
  fs.mkdirSync(folder);
  const seen = execFileSync('sh', ['-c', `cd "$1"/* && node --input-type=module -e "$2"`, 'sh', path.dirname(folder.toString('latin1')),
    `const { load } = await import(${JSON.stringify(import.meta.resolve('./assembled.mjs'))});
     const { createNodeHost } = await load('lib/node_host.js');
     process.stdout.write(createNodeHost().currentDirectory());`]);
  assert.deepEqual(seen, folder);
});

test('kinds follow links, and a link to nowhere leads nowhere', (t) => {
  const folder = scratch(t);
  fs.mkdirSync(path.join(folder, 'folder'));
  fs.writeFileSync(path.join(folder, 'file'), '');
  fs.symlinkSync('folder', path.join(folder, 'to folder'));
  fs.symlinkSync('gone', path.join(folder, 'to nowhere'));
  fs.symlinkSync('loop', path.join(folder, 'loop'));
  must('mkfifo', [path.join(folder, 'pipe')]);
  const host = createNodeHost();
  const seen = Object.fromEntries(host.list(at(host, folder)).map(({ name, kind, link }) => [name, `${kind}${link ? ' link' : ''}`]));
  assert.deepEqual(seen, { folder: 'directory', file: 'file', 'to folder': 'directory link', 'to nowhere': 'missing link', loop: 'missing link', pipe: 'other' });
  assert.equal(host.isLink(at(host, `${folder}/loop`)), true);
  assert.equal(host.isLink(at(host, `${folder}/file`)), false);
  assert.equal(host.kind(at(host, `${folder}/file/below`)), 'missing');
  assert.deepEqual(host.identity(at(host, `${folder}/to folder`)), host.identity(at(host, `${folder}/folder`)));
  assert.equal(host.identity(at(host, `${folder}/gone`)), null);
  assert.equal(String(host.resolve(at(host, `${folder}/to folder/../file`))), fs.realpathSync(path.join(folder, 'file')));
  assert.throws(() => host.resolve(at(host, `${folder}/gone`)), refuses(Refusal.notFound));
  assert.throws(() => host.resolve(at(host, `${folder}/loop`)), refuses(Refusal.other, /loop/));
});

test('a stamp changes with its file, and with where its link leads', (t) => {
  const folder = scratch(t);
  const host = createNodeHost();
  const stamp = (name) => host.stamp(at(host, path.join(folder, name)));
  fs.writeFileSync(path.join(folder, 'file'), 'x');
  fs.symlinkSync('file', path.join(folder, 'link'));
  fs.symlinkSync('gone', path.join(folder, 'to nowhere'));
  assert.equal(stamp('gone'), null);
  const before = stamp('link');
  assert.deepEqual({ ...before, link: false }, { ...stamp('file'), changed: before.changed });
  fs.writeFileSync(path.join(folder, 'file'), 'xy');
  assert.ok(stamp('link').changed > before.changed && stamp('link').size === 2n);
  assert.deepEqual({ number: stamp('to nowhere').number, link: stamp('to nowhere').link }, { number: 0n, link: true });
  assert.equal(stamp('.').directory, true);
});

test('what is no regular file is not read, and nobody waits for it', (t) => {
  const folder = scratch(t);
  must('mkfifo', [path.join(folder, 'pipe')]);
  const host = createNodeHost();
  assert.throws(() => host.readFile(at(host, `${folder}/pipe`), 100), refuses(Refusal.notRegular));
  assert.throws(() => host.readFile(at(host, '/dev/zero'), 100), refuses(Refusal.notRegular));
  assert.throws(() => host.readFile(at(host, folder), 100), refuses(Refusal.wrongKind));
  assert.throws(() => host.readFile(at(host, `${folder}/gone`), 100), refuses(Refusal.notFound));
  fs.writeFileSync(path.join(folder, 'file'), '');
  assert.throws(() => host.readFile(at(host, `${folder}/file/below`), 100), refuses(Refusal.other, /^not a folder$/));
  assert.throws(() => host.readSpecialFile(at(host, '/dev/zero'), 100_000), refuses(Refusal.tooLarge, /^\d+$/));
  assert.throws(() => host.list(at(host, '/dev/null')), refuses(Refusal.wrongKind));
});

test('a file is read whole or not at all', (t) => {
  const folder = scratch(t);
  const file = path.join(folder, 'file');
  const host = createNodeHost();
  for (const size of [0, 1, 4096, 4097, 1_000_000]) {
    fs.writeFileSync(file, Buffer.alloc(size, 'x'));
    assert.equal(host.readFile(at(host, file), size).length, size);
    if (size > 0) assert.throws(() => host.readFile(at(host, file), size - 1), refuses(Refusal.tooLarge, /^\d+$/));
  }
  // Its size is told as 0.
  assert.ok(host.readFile(at(host, '/proc/self/status'), 100_000).length > 100);
  assert.throws(() => host.readFile(at(host, '/proc/self/status'), 10), refuses(Refusal.tooLarge, /^\d+$/));
});

test('a path of 300 letters is a sentence', (t) => {
  const host = createNodeHost();
  const file = at(host, `${scratch(t)}/${'x'.repeat(300)}`);
  assert.throws(() => host.readFile(file, 1), refuses(Refusal.other, /^File name too long$/));
  assert.throws(() => host.writeFile(file, bytes('')), refuses(Refusal.other, /^File name too long$/));
  assert.equal(host.kind(file), 'missing');
});

test('what may not be looked at is refused', (t) => {
  const folder = scratch(t);
  fs.mkdirSync(path.join(folder, 'closed/inner'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'closed/file'), '');
  fs.chmodSync(folder, 0o755);
  fs.chmodSync(path.join(folder, 'closed'), 0);
  // Somebody else, who sees the package: it is loaded before the rights go.
  const text = `const { load } = await import(${JSON.stringify(import.meta.resolve('./assembled.mjs'))});
    const { createNodeHost } = await load('lib/node_host.js');
    if (process.geteuid() === 0) { process.setegid(65534); process.seteuid(65534); }
    const host = createNodeHost({ currentDirectory: '/' });
    const path = (text) => host.path(new TextEncoder().encode(text));
    const refusal = (act) => { try { act(); return 0; } catch (error) { return error.refusal; } };
    const folder = process.argv[1];
    console.log(JSON.stringify([refusal(() => host.list(path(folder + '/closed'))), refusal(() => host.readFile(path(folder + '/closed/file'), 9)),
      host.kind(path(folder + '/closed/file')), refusal(() => host.writeFile(path(folder + '/new'), new Uint8Array()))]));
    if (process.getuid() === 0) process.seteuid(0);`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', text, folder], { encoding: 'utf8', cwd: '/' });
  fs.chmodSync(path.join(folder, 'closed'), 0o755);
  assert.deepEqual(JSON.parse(stdout || '[]'), [Refusal.notPermitted, Refusal.notPermitted, 'missing', isRoot ? Refusal.notPermitted : 0], stderr);
});

test('a file that is written keeps its mode, its links and its neighbours', (t) => {
  const folder = scratch(t);
  const host = createNodeHost();
  const file = path.join(folder, 'file');
  fs.writeFileSync(file, 'old', { mode: 0o640 });
  fs.chmodSync(file, 0o750);
  fs.symlinkSync('file', path.join(folder, 'link'));
  host.writeFile(at(host, `${folder}/link`), bytes('new'));
  assert.equal(fs.readFileSync(file, 'utf8'), 'new');
  assert.equal(fs.statSync(file).mode & 0o7777, 0o750);
  assert.ok(fs.lstatSync(path.join(folder, 'link')).isSymbolicLink());
  host.writeFile(at(host, `${folder}/a/b/c`), bytes('deep'));
  assert.equal(fs.readFileSync(path.join(folder, 'a/b/c'), 'utf8'), 'deep');
  host.rename(at(host, `${folder}/a/b/c`), at(host, `${folder}/x/y`));
  assert.equal(fs.readFileSync(path.join(folder, 'x/y'), 'utf8'), 'deep');
  host.remove(at(host, `${folder}/link`));
  assert.ok(fs.existsSync(file));
  assert.throws(() => host.remove(at(host, `${folder}/a`)), refuses(Refusal.wrongKind));
  assert.throws(() => host.writeFile(at(host, `${folder}/a`), bytes('')), refuses(Refusal.wrongKind));
  assert.throws(() => host.writeFile(at(host, `${file}/below`), bytes('')), refuses(Refusal.other, /Not a directory|File exists/));
  host.writeFile(at(host, '/dev/null'), bytes('gone'));
  assert.deepEqual(fs.readdirSync(folder).sort(), ['a', 'file', 'x']);
});

test('a disk that is full is a sentence', () => {
  const host = createNodeHost();
  assert.throws(() => host.writeFile(at(host, '/dev/full'), bytes('x')), refuses(Refusal.other, /^No space left on device$/));
});

test('git is asked while everything waits', (t) => {
  const folder = scratch(t);
  for (const words of [['init', '-q'], ['-c', 'user.name=A', '-c', 'user.email=a@example.com', 'commit', '-q', '--allow-empty', '-m', 'x']]) must('git', ['-C', folder, ...words]);
  fs.writeFileSync(path.join(folder, 'large'), Buffer.alloc(3_000_000, 'y'));
  const id = must('git', ['-C', folder, 'hash-object', '-w', 'large']).trim();
  const host = createNodeHost({ environment: { ...process.env, GIT_DIR: '/nowhere' } });
  const { git } = host;
  const handle = git.open(['-C', folder, 'cat-file', '--batch'], ['LC_ALL=C', 'HOME']);
  assert.equal(git.send(handle, bytes(`${id}\n`)), true);
  let size = 0;
  while (size < 3_000_000) {
    const part = git.receive(handle, 70_000, 5000);
    assert.ok(part.length > 0 && part.length <= 70_000);
    size += part.length;
  }
  assert.throws(() => git.receive(handle, 10, 30), refuses(Refusal.other, /^timed out$/));
  git.send(handle, bytes('HEAD\n'));
  assert.match(Buffer.from(git.receive(handle, 1000, 5000)).toString(), / commit /);
  git.send(handle, new Uint8Array());
  for (let part = git.receive(handle, 1000, 5000); part.length > 0; part = git.receive(handle, 1000, 5000));
  assert.equal(git.close(handle), 0);
  // Several at a time, and one that fails.
  const one = git.open(['--version'], []);
  const other = git.open(['-C', folder, 'rev-parse', 'no-such-revision', '--'], []);
  assert.match(Buffer.from(git.receive(one, 1000, 5000)).toString(), /^git version/);
  assert.equal(git.receive(other, 1000, 5000).length, 0);
  assert.equal(git.close(other), 128);
  assert.equal(git.close(one), 0);
});

test('where there is no git, there is none', (t) => {
  const folder = scratch(t);
  fs.writeFileSync(path.join(folder, 'git'), '#!/bin/sh\n', { mode: 0o755 });
  const none = createNodeHost({ environment: { PATH: '/nowhere:.' } });
  assert.throws(() => none.git.open(['--version'], []), refuses(Refusal.notFound));
  fs.writeFileSync(path.join(folder, 'git'), '#!/nowhere/interpreter\n');
  const broken = createNodeHost({ environment: { PATH: folder } });
  assert.throws(() => broken.git.open(['--version'], []), refuses(Refusal.other, /^git cannot be started/));
});
