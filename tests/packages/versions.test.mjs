// One version and one changelog.
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { must, program, read, root, version } from './support.mjs';

test('the changelog begins with this version, and is in the form it names', () => {
  const text = read('CHANGELOG.md');
  const headings = [...text.matchAll(/^## (.*)$/gm)].map((each) => each[1]);
  assert.equal(/^\[(.*)\] - /.exec(headings[0])?.[1], version);
  for (const heading of headings) assert.match(heading, /^\[\d+\.\d+\.\d+\] - (Unreleased|\d{4}-\d{2}-\d{2})$/);
  const groups = [...text.matchAll(/^### (.*)$/gm)].map((each) => each[1]);
  assert.ok(groups.length > 0);
  for (const group of groups) assert.ok(['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'].includes(group), group);
});

test('every command of ecac is in the changelog of the version that brought it', () => {
  const text = read('CHANGELOG.md');
  for (const [, command] of must(program, ['help']).matchAll(/^ {2}([a-z]+) {2,}[A-Z]/gm)) {
    if (!['rules', 'completion', 'help'].includes(command)) assert.ok(text.includes(`ecac ${command}`), command);
  }
});

test('what else has a number of its own has this one', () => {
  const clients = path.join(root, 'compiler/clients');
  const packages = readdirSync(clients).filter((each) => existsSync(path.join(clients, each, 'package.json')));
  assert.ok(packages.length >= 3);
  for (const each of packages) assert.equal(JSON.parse(read('compiler/clients', each, 'package.json')).version, version, each);
  const told = JSON.parse(must(program, ['version', '--output-format', 'json']));
  assert.equal(told.tool.version, version);
});
