// A machine that is nothing but a map of files: for pages, workers, editors, and projects that lie on no disk.
import { HostError, Refusal } from './host_error.js';

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** An absolute path without `.`, `..` and what is doubled. */
export const normalPath = (path) => {
  const parts = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
};

const git = {
  open() {
    throw new HostError(Refusal.notFound);
  },
};

/**
 * A host on `files`, a Map of absolute paths to bytes or text, which is changed as the run changes files. Folders are there
 * as long as a file is in them. `streams` as those of kept_streams.js. No program can be started, and there is no variable but
 * those of `environment`, an object.
 */
export const createMemoryHost = ({ files, streams, currentDirectory = '/', environment = {}, now = () => Date.now() }) => {
  // Names of what lies in each folder; made when first asked for, and again after a change of paths.
  let folders = null;
  const indexed = () => {
    if (folders !== null) return folders;
    folders = new Map([['/', new Map()]]);
    for (const file of files.keys()) {
      let at = '/';
      const parts = file.split('/').slice(1);
      parts.forEach((part, i) => {
        const kind = i + 1 < parts.length ? 'directory' : 'file';
        const names = folders.get(at);
        if (kind === 'directory' || !names.has(part)) names.set(part, kind);
        at = at === '/' ? `/${part}` : `${at}/${part}`;
        if (kind === 'directory' && !folders.has(at)) folders.set(at, new Map());
      });
    }
    return folders;
  };
  const kind = (path) => (files.has(path) ? 'file' : indexed().has(path) ? 'directory' : 'missing');
  const expectFile = (path) => {
    const found = kind(path);
    if (found === 'directory') throw new HostError(Refusal.wrongKind);
    if (found === 'missing') throw new HostError(Refusal.notFound);
  };
  // Where a folder would have to be made, no file may stand.
  const expectRoom = (path) => {
    if (kind(path) === 'directory') throw new HostError(Refusal.wrongKind);
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      if (files.has(path.slice(0, at))) throw new HostError(Refusal.other, 'Not a directory');
    }
  };
  const read = (path, limit) => {
    expectFile(path);
    const content = files.get(path);
    const bytes = typeof content === 'string' ? encoder.encode(content) : content;
    if (bytes.length > limit) throw new HostError(Refusal.tooLarge, String(bytes.length));
    return bytes;
  };

  return {
    /** Takes other files from now on. */
    reset(others) {
      files = others;
      folders = null;
    },
    path: (bytes) => normalPath(decoder.decode(bytes)),
    currentDirectory: () => currentDirectory,
    environment: (name) => (Object.hasOwn(environment, name) ? environment[name] : undefined),
    now,
    monotonic: () => performance.now(),
    pause: () => {},
    isTerminal: (stream) => streams.isTerminal(stream),
    writeStream: (stream, bytes) => streams.write(stream, bytes),
    readStream: (limit) => streams.read(limit),

    list(path) {
      const found = kind(path);
      if (found === 'file') throw new HostError(Refusal.wrongKind);
      if (found === 'missing') throw new HostError(Refusal.notFound);
      return [...indexed().get(path)].map(([name, entry]) => ({ name, kind: entry, link: false }));
    },
    readFile: read,
    readSpecialFile: read,
    kind,
    isLink: () => false,
    identity: () => null,
    stamp: () => null, // nothing changes while somebody waits
    isOfAnother: () => false,
    resolve(path) {
      if (kind(path) === 'missing') throw new HostError(Refusal.notFound);
      return path;
    },

    writeFile(path, bytes) {
      expectRoom(path);
      files.set(path, bytes);
      folders = null;
    },
    rename(from, to) {
      expectFile(from);
      if (from === to) return;
      expectRoom(to);
      files.set(to, files.get(from));
      files.delete(from);
      folders = null;
    },
    remove(path) {
      expectFile(path);
      files.delete(path);
      folders = null;
    },
    git,
  };
};
