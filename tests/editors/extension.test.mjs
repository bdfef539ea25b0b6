// The parts of the extension that need no editor, and what its manifest says.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { here, program, root, run, scratch } from './support.mjs';

const source = path.join(root, 'compiler/clients/vscode');
const manifest = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8'));
const { build } = createRequire(path.join(source, 'package.json'))('esbuild');

const load = async (t, name) => {
  const outfile = path.join(scratch(t), `${name}.mjs`);
  await build({ entryPoints: [path.join(source, `source/${name}.ts`)], outfile, bundle: true, format: 'esm', platform: 'node' });
  return import(pathToFileURL(outfile));
};

const put = (file, mode = 0o755) => {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, '#!/bin/sh\n');
  chmodSync(file, mode);
  return file;
};

test('a program that the settings name comes first, and has to be one', async (t) => {
  const { findServer, ServerMissing } = await load(t, 'server_program');
  const extension = scratch(t);
  const own = put(path.join(scratch(t), 'ecac'));
  put(path.join(extension, 'server/ecac'));
  assert.deepEqual(findServer({ extension, configured: own, args: ['--x'], platform: 'linux' }),
    { origin: 'named by ecac.server.path', command: own, args: ['lsp', '--x'], environment: {} });
  for (const configured of ['bin/ecac', './ecac', path.join(extension, 'nobody'), put(path.join(extension, 'text'), 0o644)]) {
    assert.throws(() => findServer({ extension, configured, args: [], platform: 'linux' }), ServerMissing, configured);
  }
});

test('then that of the extension, then the module on the Node of the editor', async (t) => {
  const { findServer, ServerMissing } = await load(t, 'server_program');
  const extension = scratch(t);
  const asked = { extension, configured: '', args: [], platform: 'linux' };
  assert.throws(() => findServer(asked), ServerMissing);
  const module = put(path.join(extension, 'server/lib/wasm_server.mjs'));
  assert.deepEqual(findServer(asked), { origin: 'WebAssembly', command: process.execPath, args: [module, 'lsp'], environment: { ELECTRON_RUN_AS_NODE: '1' } });
  const native = put(path.join(extension, 'server/ecac'));
  assert.equal(findServer(asked).command, native);
  const windows = put(path.join(extension, 'server/ecac.exe'), 0o644);
  assert.equal(findServer({ ...asked, platform: 'win32' }).command, windows);
});

test('the server is told of all types that ecac judges', async (t) => {
  const { kSuffixes, documentSelector } = await load(t, 'file_types');
  const { types } = JSON.parse((await run(program, ['schema', '--output-format', 'json'])).stdout);
  // What is read for its name alone is not edited with us.
  const judged = types.filter((each) => each.fields.length > 0 && each.suffix !== 'xml' && !['ExternalDataSource', 'PermissionSetObjectSettings', 'CustomNotificationType'].includes(each.name));
  assert.ok(judged.length > 30);
  for (const each of judged) assert.ok(kSuffixes.includes(each.suffix), `${each.name}: ${each.suffix}`);
  const known = new Set(types.map((each) => each.suffix));
  for (const each of kSuffixes) assert.ok(known.has(each), each);
  assert.equal(documentSelector[1].pattern, documentSelector[0].pattern.concat('-meta.xml'));
  const own = types.map((each) => `.${each.suffix}`).filter((each) => /^\.eca([A-Z]|$)/.test(each)).sort();
  assert.deepEqual(manifest.contributes.languages.find((each) => each.id === 'xml').extensions, own);
});

test('the settings are those of the server', (t) => {
  const file = path.join(root, 'schemas/config/editor-settings.schema.json');
  const told = Object.fromEntries(Object.entries(manifest.contributes.configuration.properties).map(([name, value]) => [name.replace(/^ecac\./, ''), value]));
  const { properties } = JSON.parse(readFileSync(file, 'utf8'));
  for (const [name, { enum: values, type, default: without }] of Object.entries(properties)) {
    if (name === 'trace') continue;
    assert.deepEqual(told[name].enum, values, name);
    assert.equal(told[name].type, type ?? 'string', name);
    assert.deepEqual(told[name].default, without, name);
    delete told[name];
  }
  assert.deepEqual(told['trace.server'].enum, properties.trace.properties.server.enum);
  assert.deepEqual(Object.keys(told).sort(), ['format.enable', 'server.arguments', 'server.path', 'trace.server']);
});

test('each command has a name that people find, and stands on the page', () => {
  const page = readFileSync(path.join(root, 'docs/editors/vscode.md'), 'utf8');
  for (const { command, title, category } of manifest.contributes.commands) {
    assert.equal(category, 'ecac', command);
    assert.ok(page.includes(`**ecac: ${title}**`), title);
  }
  for (const name of Object.keys(manifest.contributes.configuration.properties)) {
    assert.ok(page.includes(`\`${name}\``), name);
  }
});

test('an untrusted workspace names no program, and what the extension needs is in its folder', () => {
  const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
  assert.equal(supported, 'limited');
  assert.deepEqual(restrictedConfigurations, ['ecac.server.path', 'ecac.server.arguments']);
  const stage = path.join(root, 'build/vscode/extension');
  for (const step of manifest.contributes.walkthroughs[0].steps) assert.ok(existsSync(path.join(stage, step.media.image ?? step.media.markdown)), step.id);
  assert.ok(existsSync(path.join(stage, manifest.icon)));
  assert.ok(existsSync(path.join(stage, manifest.contributes.jsonValidation[0].url)));
  assert.deepEqual(Object.keys(manifest.dependencies), ['vscode-languageclient']);
});

test('every page of docs/editors is in its table, and says how it is known and where the log is', () => {
  const folder = path.join(root, 'docs/editors');
  const index = readFileSync(path.join(folder, 'README.md'), 'utf8');
  const pages = readdirSync(folder).filter((each) => each.endsWith('.md') && each !== 'README.md');
  assert.ok(pages.length >= 7);
  for (const page of pages) {
    assert.ok(index.includes(`](${page})`), page);
    const text = readFileSync(path.join(folder, page), 'utf8');
    for (const heading of ['## How to see the log', '## How we know']) assert.ok(text.includes(`\n${heading}\n`), `${page}: ${heading}`);
    const ran = /`tests\/run editors`/.test(text);
    assert.equal(ran, existsSync(path.join(here, `${page.replace('.md', '')}.test.mjs`)), page);
    // A file of settings that an editor would refuse helps nobody.
    for (const [, block] of text.matchAll(/^```json\n([^]*?)^```$/gm)) JSON.parse(block);
  }
});
