// The engine in the core of Salesforce Code Analyzer: what that writes is what ecac writes by itself.
import assert from 'node:assert/strict';
import { realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { CodeAnalyzer, CodeAnalyzerConfig, EventType, OutputFormat } from '@salesforce/code-analyzer-core';
import { createEnginePlugin } from '@ecac/code-analyzer-engine';
import { program, run, sample } from './support.mjs';

process.env.ECAC = program;

const analyse = async (folder, { config = {}, rules = ['all'] } = {}) => {
  const analyzer = new CodeAnalyzer(CodeAnalyzerConfig.fromObject(config));
  const logs = [];
  analyzer.onEvent(EventType.EngineLogEvent, (event) => logs.push(event.message));
  analyzer.onEvent(EventType.LogEvent, (event) => logs.push(event.message));
  await analyzer.addEnginePlugin(createEnginePlugin());
  const workspace = await analyzer.createWorkspace([folder]);
  const selection = await analyzer.selectRules(rules, { workspace });
  const results = await analyzer.run(selection, { workspace, includeFixes: true, includeSuggestions: true });
  return { selection, logs, document: JSON.parse(results.toFormattedOutput(OutputFormat.JSON).replaceAll(`${folder}${path.sep}`, '')) };
};

const own = (folder, ...args) => JSON.parse(run(program, ['check', '--root', folder, '--output-format', 'code-analyzer-json', ...args, folder]).stdout);

// With the members of each object in one order, whoever wrote it.
const inOrder = (value) =>
  Array.isArray(value) ? value.map(inOrder) : value === null || typeof value !== 'object' ? value : Object.fromEntries(Object.keys(value).sort().map((key) => [key, inOrder(value[key])]));
const sorted = (violations) => violations.map((each) => JSON.stringify(inOrder({ ...each, rule: each.rule.replace(/-(warning|info)$/, '') }))).sort();

for (const name of ['headless-public-broken', 'headless-private-broken', 'mcp-oauth21-broken', 'headless-public']) {
  test(`${name}: the document of the core is that of ecac`, async (t) => {
    const folder = realpathSync(sample(t, name));
    const { document } = await analyse(folder);
    const expected = own(folder);
    assert.deepEqual(document.violationCounts, expected.violationCounts);
    assert.deepEqual(sorted(document.violations), sorted(expected.violations));
    assert.equal(document.versions.ecac, expected.versions.ecac);
    if (name.endsWith('broken')) assert.ok(document.violations.length > 10);
  });
}

test('rules are described whether they find something or not, each once', async (t) => {
  const { selection } = await analyse(realpathSync(sample(t, 'headless-public')));
  const rules = selection.getRulesFor('ecac');
  const names = rules.map((rule) => rule.getName());
  assert.equal(new Set(names).size, names.length);
  const { rules: all } = JSON.parse(run(program, ['rules', '--output-format', 'json']).stdout);
  for (const { code, cases } of all.filter((each) => each.cases.some(({ severity }) => severity.lint !== 'off'))) {
    assert.ok(names.includes(code) || cases.length === 0, code);
  }
  const secret = rules.find((rule) => rule.getName() === 'SCT001');
  assert.equal(secret.getSeverityLevel(), 1);
  assert.ok(secret.getTags().includes('CWE-312'));
});

test('selection, ignored files and modes are Code Analyzer\'s own', async (t) => {
  const folder = realpathSync(sample(t, 'headless-public-broken'));
  const one = await analyse(folder, { rules: ['ecac:SCH004'] });
  assert.deepEqual(new Set(one.document.violations.map((each) => each.rule)), new Set(['SCH004']));
  const ignoring = await analyse(folder, { config: { ignores: { files: ['**/externalClientApps/**'] } } });
  assert.ok(ignoring.document.violations.length > 0);
  assert.ok(ignoring.document.violations.every((each) => !each.locations[each.primaryLocationIndex].file.includes('externalClientApps')));
  const predeploy = await analyse(folder, { config: { engines: { ecac: { mode: 'predeploy' } } } });
  assert.deepEqual(predeploy.document.violationCounts, own(folder, '--mode', 'predeploy').violationCounts);
});

test('a severity of ecac.json that no rule there has is told', async (t) => {
  const folder = realpathSync(sample(t, 'headless-public-broken'));
  writeFileSync(path.join(folder, 'ecac.json'), '{"rules": {"SCH004": "info"}}');
  const { document, logs } = await analyse(folder);
  assert.ok(document.violations.some((each) => each.rule === 'SCH004'));
  assert.ok(logs.some((each) => each.includes('SCH004 has another severity in ecac.json')), logs.join('\n'));
});

test('a run that failed is no clean result', async (t) => {
  const folder = realpathSync(sample(t, 'headless-public'));
  writeFileSync(path.join(folder, 'ecac.json'), '{"rulez": 1}');
  const { document } = await analyse(folder);
  assert.equal(document.violationCounts.total, 1);
  assert.equal(document.violations[0].severity, 1);
  assert.match(document.violations[0].message, /rulez/);
});
