// A project in the fragment of an address: JSON, deflated, in the letters of base64url. Only who has the link has the project;
// a fragment is never sent to a server.

const kMark = 'p=';
export const limits = Object.freeze({
  letters: 200_000, // of a fragment; messengers and browsers cut what is much longer
  bytes: 4_000_000, // of what is in it, so that a small link cannot fill the memory
  files: 2_000,
  path: 400,
});

/** The link is damaged or too large; the message is for people. */
export class LinkError extends Error {
  name = 'LinkError';
}

const through = async (bytes, transform, most) => {
  const reader = new Blob([bytes]).stream().pipeThrough(transform).getReader();
  const parts = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > most) {
      await reader.cancel().catch(() => {});
      throw new LinkError('it holds more than this page takes');
    }
    parts.push(next.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
};

const toLetters = (bytes) => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
};
const fromLetters = (letters) => {
  if (!/^[A-Za-z0-9_-]*$/.test(letters)) throw new LinkError('it has letters that no such link has');
  try {
    return Uint8Array.from(atob(letters.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
  } catch {
    throw new LinkError('a part of it is missing');
  }
};

/** Whether a path may be that of a file of a project: relative, without what leads out of it. */
export const isProjectPath = (path) =>
  typeof path === 'string' && path.length > 0 && path.length <= limits.path &&
  !/[\u0000-\u001f\u007f\\]/.test(path) && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');

const checked = (value) => {
  const { files, open, mode } = value ?? {};
  if (typeof files !== 'object' || files === null || Array.isArray(files)) throw new LinkError('there is no project in it');
  const entries = Object.entries(files);
  if (entries.length === 0) throw new LinkError('there is no project in it');
  if (entries.length > limits.files) throw new LinkError('it holds more files than this page takes');
  for (const [path, text] of entries) {
    if (!isProjectPath(path) || typeof text !== 'string') throw new LinkError('one of its files has no proper name');
  }
  return {
    files: new Map(entries),
    open: typeof open === 'string' && Object.hasOwn(files, open) ? open : entries[0][0],
    mode: ['lint', 'predeploy', 'audit'].includes(mode) ? mode : 'lint',
  };
};

/** The fragment, without `#`, for `{files, open, mode}`, where `files` is a Map of paths to texts. Throws LinkError. */
export const encodeProject = async ({ files, open, mode }) => {
  const entries = [...files].filter(([, text]) => typeof text === 'string');
  const json = new TextEncoder().encode(JSON.stringify({ files: Object.fromEntries(entries), open, mode }));
  if (json.length > limits.bytes) throw new LinkError('the project is too large for a link');
  const fragment = kMark + toLetters(await through(json, new CompressionStream('deflate-raw'), limits.bytes));
  if (fragment.length > limits.letters) throw new LinkError('the project is too large for a link');
  return fragment;
};

/** What a fragment holds; null if it is none of ours. Throws LinkError. */
export const decodeProject = async (fragment) => {
  if (!fragment.startsWith(kMark)) return null;
  if (fragment.length > limits.letters) throw new LinkError('it is longer than any link of this page');
  const packed = fromLetters(fragment.slice(kMark.length));
  let value;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await through(packed, new DecompressionStream('deflate-raw'), limits.bytes)));
  } catch (error) {
    if (error instanceof LinkError) throw error;
    throw new LinkError('a part of it is missing or was changed');
  }
  return checked(value);
};
