// What fixes do to files, and how it reads.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { applied, fileChanges, lineChanges } from '../../../compiler/clients/playground/source/changes.js';
import { must, program, root } from '../support.mjs';

const edit = (path, from, to, text) => ({ kind: 'edit', path, text, range: { start: { offset: from }, end: { offset: to } } });
const drawn = (before, after, around) => lineChanges(before, after, around).map(({ sign, text }) => sign + text);

test('offsets are bytes of the text as it was', () => {
  const files = new Map([['a', '\ufeffäb\u{1f600}c']]);
  assert.equal(applied(files, [edit('a', 10, 11, 'C'), edit('a', 5, 6, '')]).get('a'), '\ufeffä\u{1f600}C');
  assert.equal(files.get('a'), '\ufeffäb\u{1f600}c');
});

test('files come, go and change their names', () => {
  const after = applied(new Map([['a', 'x'], ['b', 'y']]), [edit('a', 0, 1, 'z'), { kind: 'rename', path: 'a', newPath: 'c/a' }, { kind: 'delete', path: 'b' }, { kind: 'create', path: 'd', text: 'n' }]);
  assert.deepEqual([...after].sort(), [['c/a', 'z'], ['d', 'n']]);
});

test('what does not fit is no change', () => {
  const files = new Map([['a', 'abc'], ['b', new Uint8Array()]]);
  for (const operations of [[edit('a', 2, 9, '')], [edit('a', 0, 2, ''), edit('a', 1, 3, '')], [edit('z', 0, 0, '')], [edit('b', 0, 0, '')]]) assert.throws(() => applied(files, operations), RangeError);
});

test('lines that go and come stand among their neighbours', () => {
  assert.deepEqual(drawn('a\nb\nc\nd\n', 'a\nB\nc\nd\n'), [' a', '-b', '+B', ' c']);
  assert.deepEqual(drawn('1\n2\n3\n4\n5\n6\n7', 'x\n2\n3\n4\n5\n6\ny'), ['-1', '+x', ' 2', '@', ' 6', '-7', '+y']);
  assert.deepEqual(drawn('', 'new'), ['-', '+new']);
  assert.deepEqual(drawn('a\r\nb', 'a\r\nc', 0), ['-b', '+c']);
  assert.deepEqual(drawn('same', 'same'), []);
});

test('thousands of lines that differ are told without comparing each with each', () => {
  const lines = (word) => Array.from({ length: 5000 }, (_, i) => `${word}${i}`).join('\n');
  const changes = lineChanges(lines('a'), lines('b'));
  assert.equal(changes.length, 10_000);
});

test('a change is drawn for each file', () => {
  const changes = fileChanges(new Map([['a', '1'], ['b', '2'], ['c', '3']]), new Map([['a', '1'], ['b', 'x'], ['d', '4']]));
  assert.deepEqual(changes.map(({ path, kind }) => [path, kind]), [['b', 'changed'], ['c', 'removed'], ['d', 'added']]);
});

test('the fixes of a broken sample are those that ecac makes', () => {
  const sample = path.join(root, 'samples/headless-public-broken');
  const { diagnostics } = JSON.parse(must(program, ['check', '--output-format', 'json', '--exit-zero', '--root', sample, sample]));
  let checked = 0;
  for (const { fixes } of diagnostics) {
    for (const { operations } of fixes) {
      const files = new Map(operations.map((each) => each.path).map((each) => [each, readFileSync(path.join(sample, each), 'utf8')]));
      const after = applied(files, operations);
      for (const { kind, path: changed, range, text } of operations) {
        if (kind !== 'edit' || operations.length > 1) continue;
        const bytes = readFileSync(path.join(sample, changed));
        assert.equal(after.get(changed), bytes.subarray(0, range.start.offset).toString() + text + bytes.subarray(range.end.offset).toString());
        checked += 1;
      }
    }
  }
  assert.ok(checked >= 10);
});
