// What the module and its host say to each other.
import assert from 'node:assert/strict';
import test from 'node:test';
import { load, moduleWith } from './assembled.mjs';

const { createInstance } = await load('lib/instance.js');
const { createMemoryHost } = await load('lib/memory_host.js');
const { createKeptStreams } = await load('lib/kept_streams.js');
const { HostError, Refusal } = await load('lib/host_error.js');

// Calls of the functions that a host gives to the module, as the module would make them.
const machine = (files = {}, more = {}) => {
  const streams = createKeptStreams('given');
  const host = { ...createMemoryHost({ files: new Map(Object.entries(files)), streams, currentDirectory: '/a', environment: { NAME: 'välue' } }), ...more };
  // The instance keeps its exports to itself, so the functions are caught on their way in.
  let exports;
  const real = WebAssembly.Instance;
  WebAssembly.Instance = function Instance(...words) {
    const made = new real(...words);
    exports = made.exports;
    return made;
  };
  let instance;
  try {
    instance = createInstance(new WebAssembly.Module(moduleWith('(call $write_stream (i32.const 1) (local.get $address) (local.get $size)) (drop) (i32.const 1)')), host);
  } finally {
    WebAssembly.Instance = real;
  }
  const memory = () => new Uint8Array(exports.memory.buffer);
  const put = (text, at = 1024) => {
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
    memory().set(bytes, at);
    return [at, bytes.length];
  };
  const answer = (size) => {
    assert.ok(size >= 0, `refused: ${size}`);
    exports.take(8192);
    return new TextDecoder().decode(memory().slice(8192, 8192 + size));
  };
  return { call: exports, streams, files: host, put, answer, memory, instance };
};

test('words arrive each with a NUL behind it, as often as somebody runs', () => {
  const { instance, streams } = machine();
  assert.equal(instance.run(['check', 'a b', '', 'ä']), 1);
  assert.equal(instance.run([new Uint8Array([0xff])]), 1);
  assert.equal(streams.output(), 'check\0a b\0\0ä\0\ufffd\0');
});

test('texts come as bytes that are taken once', () => {
  const { call, put, answer } = machine();
  assert.equal(answer(call.current_directory()), '/a');
  assert.equal(answer(call.environment(...put('NAME'))), 'välue');
  assert.equal(call.environment(...put('OTHER')), -1);
  assert.equal(call.environment(...put('constructor')), -1);
  assert.equal(answer(call.read_stream(3)), 'giv');
  assert.equal(answer(call.read_stream(100)), 'en');
  assert.equal(call.read_stream(100), 0);
});

test('folders are listed with kinds and links', () => {
  const { call, put, answer } = machine({}, { list: () => [
    { kind: 'file', link: false, name: 'a' }, { kind: 'directory', link: true, name: 'ä' },
    { kind: 'other', link: false, name: new Uint8Array([0x62]) }, { kind: 'missing', link: true, name: 'c' }] });
  assert.equal(answer(call.list(...put('/x'))), 'f-a\0dlä\0o-b\0mlc\0');
});

test('files are read, written, moved and removed', () => {
  const { call, put, answer, files } = machine({ '/a/b': 'text' });
  assert.equal(answer(call.read_file(...put('/a/./c/../b'), 4)), 'text');
  assert.equal(call.read_file(...put('/a/b'), 3), -5);
  assert.equal(call.read_file(...put('/a'), 9), -3);
  assert.equal(call.read_file(...put('/z'), 9), -1);
  assert.deepEqual(['/z', '/a/b', '/a'].map((path) => call.kind(...put(path))), [0, 1, 2]);
  assert.equal(call.write_file(...put('/n/m'), ...put('new', 2048)), 0);
  assert.equal(answer(call.read_file(...put('/n/m'), 99)), 'new');
  assert.equal(call.write_file(...put('/a/b/c'), ...put('x', 2048)), -4);
  assert.equal(answer(call.explain()), 'Not a directory');
  assert.equal(call.rename(...put('/n/m'), ...put('/n/o', 2048)), 0);
  assert.equal(files.kind('/n/m'), 'missing');
  assert.equal(call.remove(...put('/n/o')), 0);
  assert.equal(call.remove(...put('/n/o')), -1);
});

test('an identity is two numbers of 64 bits', () => {
  const { call, put, memory } = machine({}, { identity: (path) => (path === '/x' ? { device: 1n, number: 2n ** 64n - 1n } : null) });
  assert.equal(call.identity(...put('/y'), 4096), -1);
  assert.equal(call.identity(...put('/x'), 4096), 0);
  assert.deepEqual([...memory().slice(4096, 4112)], [1, 0, 0, 0, 0, 0, 0, 0, ...Array(8).fill(255)]);
});

test('a stamp is five numbers of 64 bits', () => {
  const { call, put, memory } = machine({}, { stamp: () => ({ device: 1n, number: 2n, changed: -1n, size: 4n, link: true, directory: true }) });
  assert.equal(call.stamp(...put('/x'), 4096), 0);
  assert.deepEqual([...new BigInt64Array(memory().slice(4096, 4136).buffer)], [1n, 2n, -1n, 4n, 3n]);
});

test('a refusal is a number, a mistake is an exception', () => {
  const { call, put } = machine({}, {
    resolve: () => { throw new HostError(Refusal.notPermitted); },
    remove: () => { throw new RangeError('ours'); },
  });
  assert.equal(call.resolve(...put('/x')), -2);
  assert.throws(() => call.remove(...put('/x')), RangeError);
  assert.equal(call.git_open(...put(''), ...put('')), -1);
});

test('of WASI there is as much as the C library needs', () => {
  const { call, put, streams, memory } = machine();
  put('help', 5000);
  new DataView(memory().buffer).setUint32(6000, 5000, true);
  new DataView(memory().buffer).setUint32(6004, 4, true);
  assert.equal(call.fd_write(2, 6000, 1, 7000), 0);
  assert.equal(streams.errors(), 'help');
  assert.equal(call.fd_write(1, 6000, 1, 7000), 8);
  assert.equal(call.sched_yield(), 52);
});

test('what no host knows fails with its name', async () => {
  const { default: createWabt } = await import('wabt');
  const bytes = (await createWabt()).parseWat('m', '(module (import "ecac" "no_such" (func)) (memory (export "memory") 1) (func (export "_initialize")))').toBinary({}).buffer;
  assert.throws(() => createInstance(new WebAssembly.Module(bytes), createMemoryHost({ files: new Map(), streams: createKeptStreams() })), /no_such|"ecac"/);
});
