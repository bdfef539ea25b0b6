// The Dockerfile, as far as it can be judged without a container engine.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { validate } from 'dockerfile-utils';
import { root } from './support.mjs';

const text = readFileSync(path.join(root, 'Dockerfile'), 'utf8');
// Continued lines are one instruction.
const instructions = text.replace(/^#.*\n/gm, '').replace(/\\\n/g, ' ').split('\n').filter((line) => line.trim() !== '').map((line) => line.replace(/\s+/g, ' ').trim());

const packagesOf = (line) => /--no-install-recommends (.*?) &&/.exec(line)[1].split(' ').sort();

test('a reader of Dockerfiles has nothing to say', () => {
  assert.deepEqual(validate(text, {}).map((each) => `${each.range.start.line + 1}: ${each.message}`), []);
});

test('the packages of the build are those of ecacw', () => {
  const ecacw = /^packages=\(([^)]*)\)/m.exec(readFileSync(path.join(root, 'ecacw'), 'utf8'))[1].trim().split(/\s+/).sort();
  const build = instructions.find((line) => line.startsWith('RUN apt-get') && line.includes('g++'));
  assert.deepEqual(packagesOf(build), ecacw);
});

test('what is copied exists, and goes to the engine', () => {
  const kept = readFileSync(path.join(root, '.dockerignore'), 'utf8').split('\n').filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  const copied = instructions.filter((line) => line.startsWith('COPY') && !line.includes('--from')).flatMap((line) => line.split(' ').slice(1, -1));
  assert.ok(copied.length > 4);
  for (const file of copied) {
    assert.ok(existsSync(path.join(root, file)), file);
    assert.ok(kept.includes(file), `${file} is not in .dockerignore`);
  }
  assert.deepEqual(kept.sort(), copied.sort());
});

test('the last stage is small, is nobody\'s, and starts ecac', () => {
  const last = instructions.slice(instructions.findLastIndex((line) => line.startsWith('FROM')));
  assert.match(last[0], /-slim$/);
  const users = last.filter((line) => line.startsWith('USER'));
  assert.match(users.at(-1), /^USER [1-9]\d*:[1-9]\d*$/);
  assert.deepEqual(packagesOf(last.find((line) => line.startsWith('RUN'))), ['libgit2-1.5']);
  for (const run of instructions.filter((line) => line.startsWith('RUN apt-get'))) assert.match(run, /rm -rf \/var\/lib\/apt\/lists\/\*$/);
  assert.ok(last.includes('ENTRYPOINT ["ecac"]'));
});
