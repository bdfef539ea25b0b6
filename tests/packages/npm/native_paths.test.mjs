// Paths on Windows, which are judged here on Linux, and paths that are no text.
import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './assembled.mjs';

const { fromSystem, textToSystem, toSystem } = await load('lib/native_paths.js');

test('drives and servers go there and back', () => {
  for (const [system, inside] of [
    ['C:\\a\\b c\\ä.xml', '/C:/a/b c/ä.xml'],
    ['C:\\', '/C:/'],
    ['\\\\server\\share\\a', '/UNC:/server/share/a'],
  ]) {
    assert.equal(fromSystem(system, 'win32'), inside);
    assert.equal(textToSystem(inside), system);
  }
  assert.equal(textToSystem('/C:'), 'C:\\');
  assert.equal(textToSystem('/d:/a//b'), 'd:\\a\\b');
  assert.equal(fromSystem('c:\\work', 'win32'), '/C:/work');
  assert.equal(fromSystem('\\\\?\\C:\\very\\long', 'win32'), '/C:/very/long');
  assert.equal(fromSystem('\\\\?\\UNC\\server\\share', 'win32'), '/UNC:/server/share');
  assert.equal(toSystem(new TextEncoder().encode('/Z:/x'), 'win32'), 'Z:\\x');
});

test('elsewhere a path is its bytes', () => {
  const odd = Buffer.from([0x2f, 0xff, 0x5c, 0x61]);
  assert.deepEqual(toSystem(odd, 'linux'), odd);
  assert.equal(fromSystem('/a\\b', 'linux'), '/a\\b');
});
