// What a fix does to files, and how that reads.

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const replaced = (text, edits) => {
  const bytes = encoder.encode(text);
  const parts = [];
  let at = 0;
  // Offsets are of the text as it was.
  for (const { range, text: fresh } of [...edits].sort((a, b) => a.range.start.offset - b.range.start.offset)) {
    if (range.start.offset < at || range.end.offset > bytes.length) throw new RangeError('the file has changed since');
    parts.push(bytes.subarray(at, range.start.offset), encoder.encode(fresh));
    at = range.end.offset;
  }
  parts.push(bytes.subarray(at));
  return parts.map((part) => decoder.decode(part)).join('');
};

/** The files after these operations of a fix; a new Map. Throws RangeError where they do not fit. */
export const applied = (files, operations) => {
  const result = new Map(files);
  const edits = new Map();
  for (const operation of operations) {
    if (operation.kind === 'edit') edits.set(operation.path, [...(edits.get(operation.path) ?? []), operation]);
  }
  for (const [path, each] of edits) {
    if (typeof result.get(path) !== 'string') throw new RangeError(`there is no text \`${path}\``);
    result.set(path, replaced(result.get(path), each));
  }
  for (const operation of operations) {
    if (operation.kind === 'create') result.set(operation.path, operation.text);
    if (operation.kind === 'delete') result.delete(operation.path);
    if (operation.kind === 'rename') {
      result.set(operation.newPath, result.get(operation.path));
      result.delete(operation.path);
    }
  }
  return result;
};

const kMostCells = 1_000_000;

// The lines that two texts have in common, as pairs of places.
const common = (before, after) => {
  if (before.length * after.length > kMostCells) return [];
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; --i) {
    for (let k = after.length - 1; k >= 0; --k) {
      lengths[i * width + k] = before[i] === after[k]
        ? lengths[(i + 1) * width + k + 1] + 1
        : Math.max(lengths[(i + 1) * width + k], lengths[i * width + k + 1]);
    }
  }
  const pairs = [];
  for (let i = 0, k = 0; i < before.length && k < after.length; ) {
    if (before[i] === after[k]) pairs.push([i++, k++]);
    else if (lengths[(i + 1) * width + k] >= lengths[i * width + k + 1]) i += 1;
    else k += 1;
  }
  return pairs;
};

/** Lines that go (`-`), come (`+`) and stay around them (` `); `@` parts what lies apart. */
export const lineChanges = (before, after, around = 1) => {
  const old = before.split(/\r\n|\r|\n/);
  const fresh = after.split(/\r\n|\r|\n/);
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < fresh.length - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1;
  const middleOld = old.slice(head, old.length - tail);
  const middleFresh = fresh.slice(head, fresh.length - tail);
  const lines = old.slice(0, head).map((text) => ({ sign: ' ', text }));
  let i = 0;
  let k = 0;
  for (const [nextOld, nextFresh] of [...common(middleOld, middleFresh), [middleOld.length, middleFresh.length]]) {
    while (i < nextOld) lines.push({ sign: '-', text: middleOld[i++] });
    while (k < nextFresh) lines.push({ sign: '+', text: middleFresh[k++] });
    if (i < middleOld.length) lines.push({ sign: ' ', text: middleOld[i] });
    i += 1;
    k += 1;
  }
  lines.push(...old.slice(old.length - tail).map((text) => ({ sign: ' ', text })));
  const near = lines.map((_, n) => lines.slice(Math.max(0, n - around), n + around + 1).some(({ sign }) => sign !== ' '));
  const shown = [];
  lines.forEach((line, n) => {
    if (near[n]) shown.push(line);
    else if (shown.length > 0 && near.indexOf(true, n) > 0 && near[n - 1]) shown.push({ sign: '@', text: '' });
  });
  return shown;
};

/** What differs between two sets of files, by path: `kind` is changed, added or removed. */
export const fileChanges = (before, after) => {
  const changes = [];
  for (const path of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const old = before.get(path);
    const fresh = after.get(path);
    if (old === fresh) continue;
    const kind = old === undefined ? 'added' : fresh === undefined ? 'removed' : 'changed';
    changes.push({ path, kind, lines: lineChanges(old ?? '', fresh ?? '') });
  }
  return changes;
};
