// Errors of Node's file functions as a host tells them.
import { HostError, Refusal } from './host_error.js';

// As the C library of Linux puts them, so that all builds of ecac say the same.
const kSentences = {
  EAGAIN: 'Resource temporarily unavailable',
  EBUSY: 'Device or resource busy',
  EEXIST: 'File exists',
  EFBIG: 'File too large',
  EIO: 'Input/output error',
  EINVAL: 'Invalid argument',
  ELOOP: 'too many symbolic links, or a loop of them',
  EMFILE: 'Too many open files',
  EMLINK: 'Too many links',
  ENAMETOOLONG: 'File name too long',
  ENFILE: 'Too many open files in system',
  ENODEV: 'No such device',
  ENOMEM: 'Cannot allocate memory',
  ENOSPC: 'No space left on device',
  ENOTDIR: 'Not a directory',
  ENOTEMPTY: 'Directory not empty',
  ENXIO: 'No such device or address',
  EPIPE: 'Broken pipe',
  EROFS: 'Read-only file system',
  ETIMEDOUT: 'Connection timed out',
  ETXTBSY: 'Text file busy',
  EXDEV: 'Invalid cross-device link',
};

const kRefusals = {
  ENOENT: Refusal.notFound,
  EACCES: Refusal.notPermitted,
  EPERM: Refusal.notPermitted,
  EISDIR: Refusal.wrongKind,
};

/** A refusal for what Node threw; anything but an error of the system is thrown on. */
export const asHostError = (error) => {
  if (error instanceof HostError || typeof error?.code !== 'string') return error;
  const refusal = kRefusals[error.code];
  if (refusal !== undefined) return new HostError(refusal);
  // Node wraps what it knows nothing of in words of its own, with the path.
  return new HostError(Refusal.other, kSentences[error.code] ?? error.code);
};

/** Calls a file function and turns its errors into refusals. */
export const refusing = (act) => {
  try {
    return act();
  } catch (error) {
    throw asHostError(error);
  }
};
