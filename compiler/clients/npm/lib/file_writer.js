// Writes, moves and removes files so that nobody ever finds half of one.
import fs from 'node:fs';
import path from 'node:path';
import { HostError, Refusal } from './host_error.js';
import { writeAll } from './standard_streams.js';

const kMostLinks = 40;
const kTries = 16;
const kMode = 0o7777;

// A path may be bytes that are no text; what is joined to it here is ASCII.
const join = (folder, name) =>
  Buffer.isBuffer(folder) ? Buffer.concat([folder, Buffer.from('/'), Buffer.from(name)]) : path.join(folder, name);
const folderOf = (file) => {
  if (!Buffer.isBuffer(file)) return path.dirname(file);
  const at = file.lastIndexOf(0x2f);
  return at <= 0 ? Buffer.from('/') : file.subarray(0, at);
};

const statusOf = (file) => fs.statSync(file, { throwIfNoEntry: false });

// The file at the end of a chain of links, which need not be there.
const behindLinks = (file) => {
  for (let i = 0; i < kMostLinks; ++i) {
    if (!fs.lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink()) return file;
    const target = fs.readlinkSync(file, { encoding: 'buffer' });
    const absolute = path.isAbsolute(target.toString('latin1'));
    if (Buffer.isBuffer(file)) file = absolute ? target : Buffer.concat([folderOf(file), Buffer.from('/'), target]);
    else file = absolute ? target.toString() : path.join(folderOf(file), target.toString());
  }
  throw new HostError(Refusal.other, 'too many symbolic links, or a loop of them');
};

const makeFolders = (folder) => {
  if (statusOf(folder)?.isDirectory()) return;
  // Only for a text does Node make a whole chain.
  if (!Buffer.isBuffer(folder)) {
    fs.mkdirSync(folder, { recursive: true });
    return;
  }
  makeFolders(folderOf(folder));
  try {
    fs.mkdirSync(folder);
  } catch (error) {
    if (error.code !== 'EEXIST' || !statusOf(folder)?.isDirectory()) throw error;
  }
};

const openBeside = (file) => {
  for (let tries = 1; ; ++tries) {
    // Nobody can have laid a link where nobody knows the name, and what is there is not opened.
    const partial = join(folderOf(file), `.ecac.${Buffer.from(globalThis.crypto.getRandomValues(new Uint8Array(8))).toString('hex')}.partial`);
    try {
      return { partial, descriptor: fs.openSync(partial, 'wx', 0o666) };
    } catch (error) {
      if (error.code !== 'EEXIST' || tries === kTries) throw error;
    }
  }
};

const keepOwner = (descriptor, old) => {
  // Only the administrator may give a file away; whoever may not keeps what can be kept.
  for (const [user, group] of [[old.uid, old.gid], [process.geteuid?.() ?? old.uid, old.gid]]) {
    try {
      fs.fchownSync(descriptor, user, group);
      return;
    } catch {
      // The next, or none.
    }
  }
};

const replace = (partial, file) => {
  for (let tries = 1; ; ++tries) {
    try {
      fs.renameSync(partial, file);
      return;
    } catch (error) {
      // On Windows whoever looks at a file keeps it for a moment: a scanner of viruses, an editor.
      if (process.platform !== 'win32' || !['EPERM', 'EACCES', 'EBUSY'].includes(error.code) || tries === kTries) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10 * tries);
    }
  }
};

const writeBeside = (file, old, bytes) => {
  const { partial, descriptor } = openBeside(file);
  try {
    try {
      if (old) {
        keepOwner(descriptor, old);
        fs.fchmodSync(descriptor, old.mode & kMode);
      }
      writeAll(descriptor, bytes);
    } finally {
      fs.closeSync(descriptor);
    }
    replace(partial, file);
  } catch (error) {
    fs.rmSync(partial, { force: true });
    throw error;
  }
};

/** Writes a whole file or nothing. Follows links, keeps mode and owner, makes folders; what is no regular file is written directly. */
export const writeFile = (file, bytes) => {
  const target = behindLinks(file);
  const old = statusOf(target);
  if (old === undefined) {
    makeFolders(folderOf(target));
    writeBeside(target, null, bytes);
    return;
  }
  if (old.isDirectory()) throw new HostError(Refusal.wrongKind);
  if (!old.isFile()) {
    const descriptor = fs.openSync(target, 'r+');
    try {
      if (!writeAll(descriptor, bytes)) throw new HostError(Refusal.other, 'Broken pipe');
    } finally {
      fs.closeSync(descriptor);
    }
    return;
  }
  fs.accessSync(target, fs.constants.W_OK);
  writeBeside(target, old, bytes);
};

export const renameFile = (from, to) => {
  makeFolders(folderOf(to));
  fs.renameSync(from, to);
};

export const removeFile = (file) => {
  if (fs.lstatSync(file).isDirectory()) throw new HostError(Refusal.wrongKind);
  fs.unlinkSync(file);
};

