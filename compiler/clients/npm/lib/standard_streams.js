// The streams of this process, read and written while everything waits, as a program does that is not Node.
import { fstatSync, readSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { HostError, Refusal } from './host_error.js';
import { refusing } from './system_error.js';

const require = createRequire(import.meta.url);
const kLongestWait = 20; // milliseconds

/** Nothing else happens meanwhile. */
export const sleep = (milliseconds) => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};

// A pipe or terminal that does not wait by itself says EAGAIN until its other end has done something.
const patiently = (act) => {
  for (let wait = 0.5; ; wait = Math.min(wait * 2, kLongestWait)) {
    try {
      return act();
    } catch (error) {
      if (error.code !== 'EAGAIN' && error.code !== 'EINTR') throw error;
      sleep(wait);
    }
  }
};

/** Writes all; false if nobody reads it any more. */
export const writeAll = (descriptor, bytes) => {
  try {
    for (let at = 0; at < bytes.length; ) at += patiently(() => writeSync(descriptor, bytes, at));
    return true;
  } catch (error) {
    // Windows has a word of its own for a pipe that is closed.
    if (error.code === 'EPIPE' || error.code === 'EOF') return false;
    throw error;
  }
};

/** Reads at most so many bytes; none at the end. */
export const readSome = (descriptor, limit) => {
  const bytes = Buffer.allocUnsafe(Math.min(limit, 65536));
  try {
    return bytes.subarray(0, patiently(() => readSync(descriptor, bytes)));
  } catch (error) {
    if (error.code === 'EOF') return bytes.subarray(0, 0);
    throw error;
  }
};

export const standardStreams = {
  // Not `process.stdout.isTTY`, which opens the stream; and what is no device needs no more than a look.
  isTerminal(stream) {
    try {
      return fstatSync(stream).isCharacterDevice() && require('node:tty').isatty(stream);
    } catch {
      return false;
    }
  },
  write: (stream, bytes) => refusing(() => writeAll(stream, bytes)),
  read(limit) {
    if (limit <= 0) throw new HostError(Refusal.other, 'Invalid argument');
    return refusing(() => readSome(0, limit));
  },
};
