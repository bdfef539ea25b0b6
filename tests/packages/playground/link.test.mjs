// A project in the fragment of an address.
import assert from 'node:assert/strict';
import test from 'node:test';
import { LinkError, decodeProject, encodeProject, isProjectPath, limits } from '../../../compiler/clients/playground/source/link.js';

const refused = (words) => (error) => error instanceof LinkError && words.test(error.message);
const packed = async (value) => {
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return `p=${Buffer.from(await new Response(stream).arrayBuffer()).toString('base64url')}`;
};

test('a project comes back as it went', async () => {
  const project = { files: new Map([['a b/ä\u{1f600}.xml', '<a>\r\n\t€</a>\n'], ['__proto__', ''], ['x', 'y'.repeat(9_000)]]), open: 'x', mode: 'audit' };
  const fragment = await encodeProject(project);
  assert.match(fragment, /^p=[A-Za-z0-9_-]+$/);
  const { files, open, mode } = await decodeProject(fragment);
  assert.ok([...files].length === 3 && [...project.files].every(([path, text]) => files.get(path) === text));
  assert.deepEqual({ open, mode }, { open: 'x', mode: 'audit' });
});

test('what is no text is not in a link', async () => {
  const { files } = await decodeProject(await encodeProject({ files: new Map([['a', 'text'], ['b', new Uint8Array([1])]]), open: 'b', mode: 'lint' }));
  assert.deepEqual([...files], [['a', 'text']]);
});

test('a fragment of others is none of ours', async () => {
  for (const fragment of ['', 'findings', 'q=abc']) assert.equal(await decodeProject(fragment), null);
});

test('a link that is damaged says how', async () => {
  const whole = await encodeProject({ files: new Map([['a', 'some text '.repeat(50)]]), open: 'a', mode: 'lint' });
  for (let end = 2; end < whole.length; ++end) await assert.rejects(decodeProject(whole.slice(0, end)), LinkError, String(end));
  await assert.rejects(decodeProject('p=!!'), refused(/letters/));
  await assert.rejects(decodeProject(await packed('{"files":')), refused(/missing or was changed/));
  await assert.rejects(decodeProject(await packed(new Uint8Array([0x22, 0xff, 0x22]))), refused(/missing or was changed/));
});

test('what is in it is looked at', async () => {
  for (const value of [null, 1, [], {}, { files: [] }, { files: {} }, { files: { '../a': '' } }, { files: { '/a': '' } }, { files: { a: 1 } }, { files: { 'a\nb': '' } }]) {
    await assert.rejects(decodeProject(await packed(JSON.stringify(value))), LinkError, JSON.stringify(value));
  }
  assert.deepEqual(await decodeProject(await packed('{"files":{"a":""},"open":"toString","mode":"other"}')), { files: new Map([['a', '']]), open: 'a', mode: 'lint' });
});

test('neither a long link nor a small one that holds much fills the memory', async () => {
  await assert.rejects(decodeProject(`p=${'A'.repeat(limits.letters)}`), refused(/longer/));
  const bomb = await packed(new Uint8Array(limits.bytes * 20));
  assert.ok(bomb.length < limits.letters);
  await assert.rejects(decodeProject(bomb), refused(/more than this page takes/));
  const noise = Array.from({ length: 200_000 }, (_, i) => String.fromCodePoint(0x4e00 + ((i * 7919) % 20000))).join('');
  await assert.rejects(encodeProject({ files: new Map([['a', noise]]), open: 'a', mode: 'lint' }), refused(/too large for a link/));
});

test('paths lead nowhere else', () => {
  for (const path of ['a', 'a b/c', 'ä/\u{1f600}', '__proto__', '.forceignore']) assert.ok(isProjectPath(path), path);
  for (const path of ['', '/a', 'a/', 'a//b', '.', 'a/../b', 'a\\b', 'a\0', 'x'.repeat(500), null]) assert.ok(!isProjectPath(path), String(path));
});
