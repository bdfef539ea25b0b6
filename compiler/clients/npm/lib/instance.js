// One instance of ecac.wasm and the host it runs on. What the two say to each other is numbers, and bytes in the module's
// memory; hosts speak JavaScript.
import { HostError, Refusal } from './host_error.js';
import { wasiImports } from './wasi.js';

const kNothing = new Uint8Array(0);
const kEntryKinds = { file: 'f', directory: 'd', other: 'o', missing: 'm' };
const kKinds = { missing: 0, file: 1, directory: 2, other: 3 };
const encoder = new TextEncoder();
const decoder = new TextDecoder();

const bytesOf = (answer) => (typeof answer === 'string' ? encoder.encode(answer) : answer);

const entriesAsBytes = (entries) => {
  const parts = entries.map(({ kind, link, name }) => [encoder.encode(kEntryKinds[kind] + (link ? 'l' : '-')), bytesOf(name)]);
  const bytes = new Uint8Array(parts.reduce((sum, [head, name]) => sum + head.length + name.length + 1, 0));
  let at = 0;
  for (const [head, name] of parts) {
    bytes.set(head, at);
    bytes.set(name, at + head.length);
    at += head.length + name.length + 1;
  }
  return bytes;
};

// Each ends with a NUL.
const listAsBytes = (words) => {
  const parts = words.map(bytesOf);
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length + 1, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length + 1;
  }
  return bytes;
};

/**
 * Makes an instance of a compiled ecac.wasm. `run(words)` runs a command line without the program's name, as often as
 * wanted, and returns the exit code; a word is a text or bytes. After an exception the instance is of no use any more.
 */
export const createInstance = (module, host) => {
  let memory;
  let answer = kNothing;
  let sentence = '';

  const bytesAt = (address, size) => new Uint8Array(memory.buffer, address >>> 0, size >>> 0).slice();
  const textAt = (address, size) => decoder.decode(bytesAt(address, size));
  const pathAt = (address, size) => host.path(bytesAt(address, size));
  // What ends with a NUL each.
  const listAt = (address, size) => textAt(address, size).split('\0').slice(0, -1);

  // A refusal of the host becomes its number. Any other exception is a mistake and is not caught.
  const guarded = (act) => {
    try {
      return act();
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      sentence = error.message;
      return error.refusal;
    }
  };
  const answering = (act) =>
    guarded(() => {
      answer = bytesOf(act());
      return answer.length;
    });
  const doing = (act) =>
    guarded(() => {
      act();
      return 0;
    });

  const imports = {
    take: (address) => {
      new Uint8Array(memory.buffer, address >>> 0, answer.length).set(answer);
      answer = kNothing;
    },
    explain: () => answering(() => sentence),

    current_directory: () => answering(() => host.currentDirectory()),
    environment: (name, size) => answering(() => {
      const value = host.environment(textAt(name, size));
      if (value === undefined) throw new HostError(Refusal.notFound);
      return value;
    }),
    pause: (milliseconds) => host.pause(milliseconds),
    is_terminal: (stream) => (host.isTerminal(stream) ? 1 : 0),
    write_stream: (stream, address, size) => guarded(() => (host.writeStream(stream, bytesAt(address, size)) ? size : -1)),
    read_stream: (limit) => answering(() => host.readStream(limit)),

    list: (path, size) => answering(() => entriesAsBytes(host.list(pathAt(path, size)))),
    read_file: (path, size, limit) => answering(() => host.readFile(pathAt(path, size), limit)),
    read_special_file: (path, size, limit) => answering(() => host.readSpecialFile(pathAt(path, size), limit)),
    kind: (path, size) => kKinds[host.kind(pathAt(path, size))],
    is_link: (path, size) => (host.isLink(pathAt(path, size)) ? 1 : 0),
    identity: (path, size, address) => {
      const identity = host.identity(pathAt(path, size));
      if (identity === null) return Refusal.notFound;
      const view = new DataView(memory.buffer);
      view.setBigUint64(address >>> 0, identity.device, true);
      view.setBigUint64((address >>> 0) + 8, identity.number, true);
      return 0;
    },
    stamp: (path, size, address) => {
      const stamp = host.stamp(pathAt(path, size));
      if (stamp === null) return Refusal.notFound;
      const view = new DataView(memory.buffer);
      const flags = (stamp.link ? 1n : 0n) | (stamp.directory ? 2n : 0n);
      [stamp.device, stamp.number, stamp.changed, stamp.size, flags].forEach((value, i) => view.setBigUint64((address >>> 0) + 8 * i, BigInt.asUintN(64, value), true));
      return 0;
    },
    is_of_another: (path, size, than, thanSize) => (host.isOfAnother(pathAt(path, size), pathAt(than, thanSize)) ? 1 : 0),
    resolve: (path, size) => answering(() => host.resolve(pathAt(path, size))),

    write_file: (path, size, address, count) => doing(() => host.writeFile(pathAt(path, size), bytesAt(address, count))),
    rename: (from, fromSize, to, toSize) => doing(() => host.rename(pathAt(from, fromSize), pathAt(to, toSize))),
    remove: (path, size) => doing(() => host.remove(pathAt(path, size))),

    git_open: (words, wordsSize, variables, variablesSize) =>
      guarded(() => host.git.open(listAt(words, wordsSize), listAt(variables, variablesSize))),
    git_send: (handle, address, size) => guarded(() => (host.git.send(handle, bytesAt(address, size)) ? size : -1)),
    git_receive: (handle, limit, milliseconds) => answering(() => host.git.receive(handle, limit, milliseconds)),
    git_close: (handle) => guarded(() => host.git.close(handle)),
  };
  const wasi = wasiImports({
    memory: () => memory.buffer,
    write: (bytes) => host.writeStream(2, bytes),
    now: () => host.now(),
    monotonic: () => host.monotonic(),
  });

  // Only what this module really imports; what nobody here knows fails with its name.
  const given = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    const supplied = from === 'ecac' ? imports[name] : from === 'wasi_snapshot_preview1' ? wasi(name) : undefined;
    if (supplied !== undefined) (given[from] ??= {})[name] = supplied;
  }
  const instance = new WebAssembly.Instance(module, given);
  memory = instance.exports.memory;
  instance.exports._initialize();

  return {
    run(words) {
      const bytes = listAsBytes(words);
      const address = instance.exports.ecac_allocate(bytes.length);
      new Uint8Array(memory.buffer, address >>> 0, bytes.length).set(bytes);
      return instance.exports.ecac_run(address, bytes.length);
    },
  };
};
