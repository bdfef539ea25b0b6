// Lines and columns of ecac in the editor, and what a person's folder becomes.
import assert from 'node:assert/strict';
import test from 'node:test';
import { positionOf, spanOf } from '../../../compiler/clients/playground/source/places.js';
import { folderAround, limits, readFiles } from '../../../compiler/clients/playground/source/uploads.js';

// As the editor counts: code units, and one for each end of a line.
const document = (text) => {
  const lines = text.split('\n');
  const from = (line) => lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  return { lines: lines.length, length: text.length, line: (n) => ({ from: from(n), text: lines[n - 1] }) };
};

test('a column is a letter, however long', () => {
  const doc = document('ab\n\u{1f600}ä\u{1f600}c\n');
  assert.equal(positionOf(doc, { line: 1, column: 1 }), 0);
  assert.equal(positionOf(doc, { line: 2, column: 2 }), 5);
  assert.equal(positionOf(doc, { line: 2, column: 4 }), 8);
  assert.equal(positionOf(doc, { line: 2, column: 99 }), 9);
  assert.equal(positionOf(doc, { line: 99, column: 1 }), doc.length);
});

test('what is empty is shown one letter wide', () => {
  const doc = document('abc');
  const at = (column) => ({ start: { line: 1, column }, end: { line: 1, column } });
  assert.deepEqual(spanOf(doc, at(2)), { from: 1, to: 2 });
  assert.deepEqual(spanOf(doc, at(4)), { from: 3, to: 3 });
});

const file = (content, size) => ({ size: size ?? content.length, arrayBuffer: async () => new Uint8Array(content).buffer });

test('a folder that is opened is the project', async () => {
  const { files, leftOut } = await readFiles([['top/a/b', file([0x61])], ['top/.git/config', file([])], ['top/node_modules/x/y', file([])], ['top/odd', file([0xff])], ['top/large', file([], limits.file + 1)]]);
  assert.deepEqual([...files], [['a/b', 'a'], ['odd', new Uint8Array([0xff])]]);
  assert.equal(leftOut, 1);
  assert.equal(folderAround(['a/b', 'c/d']), '');
  assert.equal(folderAround([]), '');
});

test('more than the page can hold is refused whole', async () => {
  await assert.rejects(readFiles(Array.from({ length: limits.files + 1 }, (_, i) => [`a/${i}`, file([])])), RangeError);
  await assert.rejects(readFiles(Array.from({ length: 11 }, (_, i) => [`a/${i}`, file([], limits.file)])), RangeError);
});
