// The functions for programs, and their types.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { install, program, root, run, scratch } from './support.mjs';

const installed = install();
const { EcacError, check, compile, explain } = await import(pathToFileURL(path.join(installed, 'node_modules/ecac/index.js')));
const sample = (name) => path.join(root, 'samples', name);
const filesOf = (folder) => new Map(fs.readdirSync(folder, { recursive: true }).map(String).filter((name) => fs.statSync(path.join(folder, name)).isFile() && !name.startsWith('expected/')).map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]));

const ajv = addFormats(new Ajv({ strict: false }));
for (const file of fs.readdirSync(path.join(root, 'schemas/output'))) ajv.addSchema(JSON.parse(fs.readFileSync(path.join(root, 'schemas/output', file), 'utf8')), file);
ajv.addSchema(JSON.parse(fs.readFileSync(path.join(root, 'schemas/config/ecac.schema.json'), 'utf8')));
const valid = (name, document) => assert.ok(ajv.validate(`${name}.schema.json`, document), ajv.errorsText());

const documents = [];

test('a folder is checked as by the program', async () => {
  for (const name of fs.readdirSync(path.join(root, 'samples'))) {
    const report = await check(sample(name), { mode: 'predeploy', root: sample(name) });
    valid('check-report', report);
    assert.deepEqual(report, JSON.parse(run(program, ['check', '--mode', 'predeploy', '--output-format', 'json', '--root', sample(name), sample(name)]).stdout));
    documents.push(['CheckReport', report]);
  }
});

test('files in memory are checked as those of a folder', async () => {
  for (const name of fs.readdirSync(path.join(root, 'samples'))) {
    const files = filesOf(sample(name));
    const [map, object] = await Promise.all([check(files), check(Object.fromEntries(files))]);
    assert.deepEqual(map, object);
    const ofDisk = await check(sample(name), { root: sample(name) });
    const plain = ({ diagnostics }) => diagnostics.map(({ code, path: place, range, message }) => ({ code, place, range, message }));
    assert.deepEqual(plain(map), plain(ofDisk));
  }
});

test('what is compiled is what the program compiles', async () => {
  for (const name of ['headless-public', 'headless-private', 'mcp-oauth21']) {
    const config = await compile(sample(name));
    valid('runtime-config', config);
    assert.deepEqual(config, JSON.parse(run(program, ['compile', sample(name)]).stdout));
    documents.push(['RuntimeConfig', config]);
  }
  const partial = await compile(filesOf(sample('headless-public-broken')), { emitPartial: true });
  valid('runtime-config', partial);
  documents.push(['RuntimeConfig', partial]);
});

test('errors have the words of the program', async () => {
  await assert.rejects(compile(sample('headless-public-broken')), (error) => error instanceof EcacError && error.exitCode === 1 && /nothing was written/.test(error.message));
  await assert.rejects(check('/nowhere/at/all'), (error) => error instanceof EcacError && error.exitCode === 2 && error.report.failures[0].code === 'RUN003' && error.message.includes('nowhere'));
  await assert.rejects(check({ 'ecac.json': '{"nonsense": 1}' }), (error) => error instanceof EcacError && /nonsense/.test(error.message));
  await assert.rejects(check({ a: '' }, { preset: 'no-such' }), (error) => error instanceof EcacError && /no-such/.test(error.message));
  await assert.rejects(explain('XYZ999'), (error) => error instanceof EcacError && /XYZ999/.test(error.message));
});

test('a rule is explained', async () => {
  const rule = await explain('secret-required-of-public-client');
  valid('rules', rule);
  assert.equal(rule.rules[0].code, 'FLW021');
  assert.match(await explain('FLW021', { as: 'markdown' }), /^# secret-required-of-public-client \(FLW021\)/);
  documents.push(['RulesDocument', rule]);
});

test('nothing of a map is changed, and nothing is read but it', async () => {
  const files = new Map([['externalClientApps/A.eca-meta.xml', new Uint8Array([0xff])], ['ecac.json', '{"extends": "/etc/passwd"}']]);
  await assert.rejects(check(files), EcacError);
  assert.equal(files.size, 2);
});

test('types hold what is given out, and refuse what is not taken', () => {
  const folder = scratch();
  fs.symlinkSync(path.join(installed, 'node_modules'), path.join(folder, 'node_modules'));
  fs.writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
  fs.writeFileSync(path.join(folder, 'documents.ts'), [
    "import type { CheckReport, RulesDocument, RuntimeConfig } from 'ecac';",
    ...documents.map(([type, document], i) => `export const d${i}: ${type} = ${JSON.stringify(document)};`)].join('\n'));
  fs.writeFileSync(path.join(folder, 'use.ts'), `
import { EcacError, check, compile, explain } from 'ecac';
const report = await check('folder', { mode: 'audit', select: ['SCH'] });
for (const finding of report.diagnostics) finding.range.start.line.toFixed();
const state: string | undefined = (await compile(new Map([['a', 'b']]), { emitPartial: true })).apps[0]?.flows.webServer?.state;
const page: string = await explain('FLW021', { as: 'markdown' });
try { await check({ a: new Uint8Array() }); } catch (error) { if (error instanceof EcacError) error.report?.failures.length; }
// @ts-expect-error there is no such mode
await check('folder', { mode: 'strict' });
// @ts-expect-error there is no such option
await check('folder', { modus: 'lint' });
// @ts-expect-error a project is no number
await check(1);
// @ts-expect-error the JSON is no text
const text: string = await explain('FLW021');
export { page, state, text };
`);
  assert.ok(documents.length >= 10);
  const tsc = path.join(root, 'tests/npm/node_modules/.bin/tsc');
  const { code, stdout } = run(tsc, ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2022', '--lib', 'es2023', 'documents.ts', 'use.ts'], { cwd: folder });
  assert.equal(code, 0, stdout.slice(0, 3000));
});
