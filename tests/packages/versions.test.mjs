// One version, one changelog, and a policy that says what the documents say.
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { must, program, read, root, run, version } from './support.mjs';

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

test('the policy tells the formatVersion of each document', () => {
  const rows = [...read('docs/versioning.md').matchAll(/^\| ((?:`[a-z-]+`(?:, )?)+) \| (\d+|none) \|/gm)]
    .flatMap(([, names, number]) => [...names.matchAll(/`([a-z-]+)`/g)].map(([, name]) => [name, number]));
  const schemas = new Map([...readdirSync(path.join(root, 'schemas/output')).map((file) => ['output', file]), ['config', 'baseline.schema.json']]
    .map(([folder, file]) => [file, JSON.parse(read('schemas', folder, file))]));
  // The number of a document, wherever it says it.
  const numbers = (value, file) => {
    if (value === null || typeof value !== 'object') return [];
    return Object.entries(value).flatMap(([key, each]) => {
      if (key !== 'formatVersion' || typeof each !== 'object') return numbers(each, file);
      if (!each.$ref) return [each.const];
      const [other, pointer] = each.$ref.split('#');
      return [pointer.slice(1).split('/').reduce((at, name) => at[name], schemas.get(other || file)).const];
    });
  };
  const expected = [...schemas].map(([file, schema]) => [file.replace('.schema.json', ''), String(numbers(schema, file)[0] ?? 'none')]);
  assert.deepEqual(rows.sort(), expected.sort());
});

test('the policy means the library as CMake does', () => {
  assert.ok(read('compiler/cmake/EcacInstall.cmake').includes('COMPATIBILITY SameMinorVersion'));
  const [major, minor] = version.split('.');
  assert.ok(read('docs/versioning.md').includes(`find_package(ecac ${major}.${minor})`));
});

test('an older name of an option is taken as the policy says', () => {
  const older = run(program, ['compile', 'samples/headless-public', '--format', 'resolved'], { cwd: root });
  const newer = run(program, ['compile', 'samples/headless-public', '--output-format', 'resolved'], { cwd: root });
  assert.deepEqual([older.code, older.stdout], [newer.code, newer.stdout]);
  assert.match(older.stderr, /`--format` is called `--output-format` now/);
});
