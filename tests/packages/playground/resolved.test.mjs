// The resolved configuration as rows with their reasons.
import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { addressed, rowsOf } from '../../../compiler/clients/playground/source/resolved.js';
import { flowNames } from '../../../compiler/clients/playground/source/flows.js';
import { rulePageBlocks } from '../../../compiler/clients/playground/source/rule_page.js';
import { words } from '../../../compiler/clients/playground/source/text.js';
import { must, program, read, root } from '../support.mjs';

const compiled = (sample) => JSON.parse(must(program, ['compile', '--quiet', path.join(root, 'samples', sample)]));

test('apps and credentials have the addresses that the provenance has', () => {
  for (const sample of ['headless-public', 'headless-private', 'mcp-oauth21']) {
    const document = compiled(sample);
    for (const key of ['apps', 'credentials']) {
      for (const [address] of addressed(document[key], key)) assert.ok(document.provenance[address], `${sample}: ${address}`);
    }
  }
  assert.deepEqual(addressed([{ name: 'a/b' }, { name: 'a/b' }, { kind: 'K', name: 'a/b' }], 'x').map(([address]) => address), ['/x/a~1b', '/x/a~1b#2', '/x/K.a~1b']);
});

test('every value has a row, and the reason that the document gives', () => {
  const document = compiled('headless-public');
  const [[address, app]] = addressed(document.apps, 'apps');
  const rows = rowsOf(app, address, '', document.provenance);
  const of = (label) => rows.find((row) => row.label === label);
  assert.equal(of('access, IP relaxation').value, 'Enforce');
  assert.equal(of('access, IP relaxation').reason.line, document.provenance['/apps/Portal/access/ipRelaxation'].line);
  assert.equal(of('access, permission sets Portal_Users, exists').reason.kind, 'explicit');
  assert.ok(rows.every(({ reason }) => reason !== null));
  assert.ok(!rows.some(({ label }) => label.startsWith('flows')));
});

test('flows have the names and the order of the terminal', () => {
  const names = flowNames(compiled('headless-public').apps).map(([, name]) => name);
  const told = must(program, ['explain', '--app', 'Portal', path.join(root, 'samples/headless-public')]);
  const shown = [...told.matchAll(/^ {2}(\S.*?) {2,}(?:ready|off|blocked|unknown)/gm)].map(([, name]) => name);
  assert.deepEqual(names, shown);
  assert.deepEqual(flowNames([{ flows: { newFlow: {}, webServer: {} } }]), [['webServer', 'web server'], ['newFlow', 'new flow']]);
});

test('keys are read as words', () => {
  assert.deepEqual(['clientCredentials', 'pkce', 'tokenUrl', 'ipRelaxation', 'OauthOidcSettings', 'name'].map(words), ['client credentials', 'PKCE', 'token URL', 'IP relaxation', 'OAuth oidc settings', 'name']);
});

test('the page of each rule is read to its examples, and nothing of it is lost before', () => {
  for (const file of read('docs/rules/index.md').matchAll(/\]\(([a-z0-9-]+\.md)\)/g)) {
    const page = read('docs/rules', file[1]);
    if (!/^# [a-z0-9-]+ \([A-Z]{3}\d{3}\)/.test(page)) continue;
    const blocks = rulePageBlocks(page);
    const text = JSON.stringify(blocks);
    assert.ok(blocks.some(({ kind }) => kind === 'table') && blocks.some(({ kind }) => kind === 'paragraph'), file[1]);
    assert.ok(!/expect(-next)?: /.test(text), `${file[1]} shows what is meant for tests`);
  }
});
