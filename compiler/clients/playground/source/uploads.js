// Files of a person's disk: a folder that was chosen, or dropped. Nothing of it leaves the page.
import { isProjectPath } from './link.js';

export const limits = Object.freeze({ files: 5_000, file: 4_000_000, all: 40_000_000 });
const kLeftOut = new Set(['.git', '.sf', '.sfdx', 'node_modules']);

const isLeftOut = (path) => path.split('/').some((part) => kLeftOut.has(part)) || path.endsWith('/.DS_Store') || path === '.DS_Store';

/** The name of the folder around all paths, with the slash; empty if there is none. */
export const folderAround = (paths) => {
  const [first = ''] = paths;
  const folder = first.slice(0, first.indexOf('/') + 1);
  return folder !== '' && paths.every((path) => path.startsWith(folder)) ? folder : '';
};

// A text where it is one, else bytes: both are checked, a text can be changed, too.
const contentOf = async (file) => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes;
  }
};

/** A Map of contents for `[path, File]` pairs, and how many were left out for their size or name. Throws where it is too much. */
export const readFiles = async (pairs) => {
  const wanted = pairs.filter(([path]) => !isLeftOut(path));
  const around = folderAround(wanted.map(([path]) => path));
  const usable = wanted.map(([path, file]) => [path.slice(around.length), file]).filter(([path, file]) => isProjectPath(path) && file.size <= limits.file);
  if (usable.length > limits.files) throw new RangeError(`that are ${usable.length} files; this page takes ${limits.files}. Open a folder further in`);
  if (usable.reduce((sum, [, file]) => sum + file.size, 0) > limits.all) throw new RangeError('that is more than this page takes. Open a folder further in');
  const files = new Map(await Promise.all(usable.map(async ([path, file]) => [path, await contentOf(file)])));
  return { files, leftOut: wanted.length - usable.length };
};

const entriesOf = (folder) =>
  new Promise((resolve, reject) => {
    const reader = folder.createReader();
    const all = [];
    const next = () => reader.readEntries((some) => {
      if (some.length === 0) resolve(all);
      else {
        all.push(...some);
        next();
      }
    }, reject);
    next();
  });

const walk = async (entry, prefix, pairs) => {
  const path = prefix + entry.name;
  if (isLeftOut(path)) return;
  if (pairs.length > limits.files) return;
  if (entry.isFile) pairs.push([path, await new Promise((resolve, reject) => entry.file(resolve, reject))]);
  else for (const inner of await entriesOf(entry)) await walk(inner, `${path}/`, pairs);
};

/** `[path, File]` pairs of what was dropped. */
export const droppedFiles = async (items) => {
  const entries = [...items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const pairs = [];
  for (const entry of entries) await walk(entry, '', pairs);
  return pairs;
};
