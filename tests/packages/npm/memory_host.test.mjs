// A machine that is a map of files.
import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './assembled.mjs';

const { createMemoryHost, normalPath } = await load('lib/memory_host.js');
const { createKeptStreams } = await load('lib/kept_streams.js');
const { Refusal } = await load('lib/host_error.js');

const host = (files) => createMemoryHost({ files: new Map(Object.entries(files)), streams: createKeptStreams() });
const refuses = (refusal) => (error) => error.refusal === refusal;

test('paths lose what they do not need', () => {
  assert.equal(normalPath('/a//b/./c/../d/'), '/a/b/d');
  assert.equal(normalPath('/../..'), '/');
  assert.equal(normalPath('a b/ä'), '/a b/ä');
});

test('folders are there as long as files are in them', () => {
  const machine = host({ '/a/b/c': '', '/a/d': '', '/e': '' });
  const names = (path) => machine.list(path).map(({ name, kind }) => `${kind} ${name}`).sort();
  assert.deepEqual(names('/'), ['directory a', 'file e']);
  assert.deepEqual(names('/a'), ['directory b', 'file d']);
  machine.remove('/a/b/c');
  assert.deepEqual(names('/a'), ['file d']);
  assert.equal(machine.kind('/a/b'), 'missing');
  machine.writeFile('/new/deep', new Uint8Array());
  assert.deepEqual(names('/'), ['directory a', 'directory new', 'file e']);
  assert.deepEqual(host({}).list('/'), []);
});

test('names that mean something to JavaScript mean nothing here', () => {
  const machine = host({});
  machine.writeFile('/__proto__/constructor', new Uint8Array([1]));
  assert.deepEqual(machine.list('/__proto__'), [{ name: 'constructor', kind: 'file', link: false }]);
  assert.equal(machine.kind('/toString'), 'missing');
});

test('what does not fit is refused', () => {
  const machine = host({ '/a/b': 'äö' });
  assert.throws(() => machine.list('/a/b'), refuses(Refusal.wrongKind));
  assert.throws(() => machine.list('/z'), refuses(Refusal.notFound));
  assert.throws(() => machine.readFile('/a/b', 3), refuses(Refusal.tooLarge));
  assert.equal(machine.readFile('/a/b', 4).length, 4);
  assert.throws(() => machine.writeFile('/a', new Uint8Array()), refuses(Refusal.wrongKind));
  assert.throws(() => machine.writeFile('/a/b/c', new Uint8Array()), refuses(Refusal.other));
  assert.throws(() => machine.rename('/a', '/c'), refuses(Refusal.wrongKind));
  machine.rename('/a/b', '/a/b');
  assert.equal(machine.kind('/a/b'), 'file');
});

test('one machine serves one project after the other', () => {
  const machine = host({ '/a/b': 'old' });
  assert.equal(machine.kind('/a'), 'directory');
  machine.reset(new Map([['/c', 'new']]));
  assert.deepEqual(machine.list('/'), [{ name: 'c', kind: 'file', link: false }]);
});
