// The machine that Node runs on: its disk, its variables, its git.
import fs from 'node:fs';
import { removeFile, renameFile, writeFile } from './file_writer.js';
import { createGit } from './git_processes.js';
import { HostError, Refusal } from './host_error.js';
import { fromSystem, toSystem } from './native_paths.js';
import { readSome, sleep, standardStreams } from './standard_streams.js';
import { refusing } from './system_error.js';

// Of Linux; Windows has none of them, and no pipes to open by a path.
const kRead = fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0) | (fs.constants.O_NOCTTY ?? 0);

const kindOf = (status) => (status.isFile() ? 'file' : status.isDirectory() ? 'directory' : 'other');

// Not there, or not to be looked at.
const statusOf = (path, options) => {
  try {
    return fs.statSync(path, { throwIfNoEntry: false, ...options });
  } catch {
    return undefined;
  }
};

const readToEnd = (descriptor, expected, limit) => {
  const parts = [];
  let size = 0;
  while (true) {
    const part = Buffer.allocUnsafe(Math.min(Math.max(expected - size, 4096), 1 << 24));
    const count = fs.readSync(descriptor, part);
    if (count === 0) break;
    size += count;
    if (size > limit) throw new HostError(Refusal.tooLarge, String(size));
    parts.push(part.subarray(0, count));
    if (size === expected) break; // one that grows is taken as it was
  }
  return parts.length === 1 ? parts[0] : Buffer.concat(parts);
};

const readFile = (path, limit) => {
  // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
  const descriptor = fs.openSync(path, kRead);
  try {
    const status = fs.fstatSync(descriptor);
    if (status.isDirectory()) throw new HostError(Refusal.wrongKind);
    if (!status.isFile()) throw new HostError(Refusal.notRegular);
    if (status.size > limit) throw new HostError(Refusal.tooLarge, String(status.size));
    return readToEnd(descriptor, status.size, limit);
  } finally {
    fs.closeSync(descriptor);
  }
};

const readSpecialFile = (path, limit) => {
  const descriptor = fs.openSync(path, 'r');
  try {
    const parts = [];
    let size = 0;
    for (let part = readSome(descriptor, 65536); part.length > 0; part = readSome(descriptor, 65536)) {
      size += part.length;
      if (size > limit) throw new HostError(Refusal.tooLarge, String(size));
      parts.push(part);
    }
    return Buffer.concat(parts);
  } finally {
    fs.closeSync(descriptor);
  }
};

const list = (path, platform) => {
  const within = (name) =>
    Buffer.isBuffer(path) ? Buffer.concat([path, Buffer.from('/'), name]) : `${path}\\${name}`;
  const entries = fs.readdirSync(path, { withFileTypes: true, encoding: platform === 'win32' ? 'utf8' : 'buffer' });
  return entries.map((entry) => {
    const link = entry.isSymbolicLink();
    if (!link && entry.isFile()) return { name: entry.name, kind: 'file', link };
    if (!link && entry.isDirectory()) return { name: entry.name, kind: 'directory', link };
    if (!link) return { name: entry.name, kind: 'other', link };
    const status = statusOf(within(entry.name));
    return { name: entry.name, kind: status === undefined ? 'missing' : kindOf(status), link };
  });
};

// `process.cwd()` is a text, and a path need not be one.
const presentDirectory = () => (process.platform === 'win32' ? process.cwd() : fs.realpathSync.native('.', 'buffer'));

/**
 * The host of this process. What is handed in stands for parts of it: other streams, another current folder, and in tests
 * another platform.
 */
export const createNodeHost = ({
  streams = standardStreams,
  currentDirectory = presentDirectory(),
  environment = process.env,
  platform = process.platform,
} = {}) => ({
  path: (bytes) => toSystem(bytes, platform),
  currentDirectory: () => fromSystem(currentDirectory, platform),
  environment: (name) => environment[name],
  now: () => Date.now(),
  monotonic: () => performance.now(),
  pause: sleep,
  isTerminal: (stream) => streams.isTerminal(stream),
  writeStream: (stream, bytes) => streams.write(stream, bytes),
  readStream: (limit) => streams.read(limit),

  list: (path) =>
    refusing(() => {
      try {
        return list(path, platform);
      } catch (error) {
        if (error.code === 'ENOTDIR') throw new HostError(Refusal.wrongKind);
        throw error;
      }
    }),
  readFile: (path, limit) =>
    refusing(() => {
      try {
        return readFile(path, limit);
      } catch (error) {
        // Windows does not open folders at all.
        if (error.code === 'ENOTDIR') throw new HostError(Refusal.other, 'not a folder');
        if (platform === 'win32' && statusOf(path)?.isDirectory()) throw new HostError(Refusal.wrongKind);
        throw error;
      }
    }),
  readSpecialFile: (path, limit) => refusing(() => readSpecialFile(path, limit)),
  kind(path) {
    const status = statusOf(path);
    return status === undefined ? 'missing' : kindOf(status);
  },
  isLink(path) {
    try {
      return fs.lstatSync(path).isSymbolicLink();
    } catch {
      return false;
    }
  },
  identity(path) {
    const status = statusOf(path, { bigint: true });
    if (status === undefined) return null;
    return { device: BigInt.asUintN(64, status.dev), number: BigInt.asUintN(64, status.ino) };
  },
  stamp(path) {
    let own;
    try {
      own = fs.lstatSync(path, { bigint: true });
    } catch {
      return null;
    }
    const link = own.isSymbolicLink();
    const behind = link ? statusOf(path, { bigint: true }) : own;
    const changed = behind !== undefined && behind.ctimeNs > own.ctimeNs ? behind.ctimeNs : own.ctimeNs;
    return { device: behind?.dev ?? 0n, number: behind?.ino ?? 0n, changed, size: behind?.size ?? 0n, link, directory: behind?.isDirectory() ?? false };
  },
  isOfAnother(path, than) {
    const user = process.geteuid?.();
    if (user === undefined) return false;
    const status = statusOf(path);
    const other = statusOf(than);
    if (status === undefined || other === undefined) return false;
    return status.uid !== other.uid && status.uid !== user && status.uid !== 0;
  },
  resolve: (path) =>
    refusing(() => fromSystem(fs.realpathSync.native(path, platform === 'win32' ? 'utf8' : 'buffer'), platform)),

  writeFile: (path, bytes) => refusing(() => writeFile(path, bytes)),
  rename: (from, to) => refusing(() => renameFile(from, to)),
  remove: (path) => refusing(() => removeFile(path)),

  git: createGit({ environment, platform }),
});
