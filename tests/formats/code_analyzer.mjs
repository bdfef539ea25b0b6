// The same violations, through Salesforce Code Analyzer itself: its document and ours are equal.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CodeAnalyzer, CodeAnalyzerConfig, OutputFormat } from '@salesforce/code-analyzer-core';
import { Engine, EnginePluginV1 } from '@salesforce/code-analyzer-engine-api';

class Ours extends Engine {
  constructor(document, root) {
    super();
    this.document = document;
    this.root = root;
  }
  getName() {
    return 'ecac';
  }
  async getEngineVersion() {
    return this.document.versions.ecac;
  }
  async describeRules() {
    const rules = new Map();
    for (const violation of this.document.violations) {
      rules.set(violation.rule, {
        name: violation.rule, severityLevel: violation.severity, tags: violation.tags, description: violation.rule, resourceUrls: [],
      });
    }
    return [...rules.values()];
  }
  async runRules() {
    const at = (location) => ({ ...location, file: path.join(this.root, location.file) });
    return {
      violations: this.document.violations.map((violation) => ({
        ruleName: violation.rule,
        message: violation.message,
        codeLocations: violation.locations.map(at),
        primaryLocationIndex: violation.primaryLocationIndex,
        resourceUrls: violation.resources,
        fixes: violation.fixes?.map((fix) => ({ ...fix, location: at(fix.location) })),
        suggestions: violation.suggestions?.map((each) => ({ ...each, location: at(each.location) })),
      })),
    };
  }
}

class Plugin extends EnginePluginV1 {
  constructor(engine) {
    super();
    this.engine = engine;
  }
  getAvailableEngineNames() {
    return ['ecac'];
  }
  async createEngine() {
    return this.engine;
  }
}

// With the members of each object in one order, whoever wrote it.
const inOrder = (value) =>
  Array.isArray(value) ? value.map(inOrder) : value === null || typeof value !== 'object' ? value : Object.fromEntries(Object.keys(value).sort().map((key) => [key, inOrder(value[key])]));
const sorted = (violations) => violations.map((each) => JSON.stringify(inOrder(each))).sort();

// Its document, of files as ours names them.
const throughCore = async (document) => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'ecac-analyzer-'));
  try {
    for (const violation of document.violations) {
      for (const { file } of violation.locations) {
        const whole = path.join(root, file);
        if (existsSync(whole)) continue;
        mkdirSync(path.dirname(whole), { recursive: true });
        writeFileSync(whole, 'x\n');
      }
    }
    writeFileSync(path.join(root, 'sfdx-project.json'), '{}');
    const analyzer = new CodeAnalyzer(CodeAnalyzerConfig.withDefaults());
    await analyzer.addEnginePlugin(new Plugin(new Ours(document, root)));
    const workspace = await analyzer.createWorkspace([root]);
    const selection = await analyzer.selectRules(['all'], { workspace });
    const results = await analyzer.run(selection, { workspace, includeFixes: true, includeSuggestions: true });
    return JSON.parse(results.toFormattedOutput(OutputFormat.JSON).replaceAll(`${root}/`, ''));
  } finally {
    rmSync(root, { recursive: true });
  }
};

export const checkCodeAnalyzer = async (reports, tell) => {
  for (const report of reports.filter((each) => each.format === 'code-analyzer-json')) {
    const ours = JSON.parse(readFileSync(report.path, 'utf8'));
    const counts = Object.values(ours.violationCounts).slice(1);
    if (counts.reduce((sum, each) => sum + each, 0) !== ours.violationCounts.total) tell.fail(report, 'the counts do not add up');
    if (ours.violationCounts.total !== ours.violations.length) tell.fail(report, 'the total is another');
    // A severity there belongs to a rule, here to a finding; only reports where that is the same can be compared.
    const severities = new Map();
    const alike = ours.violations.every(({ rule, severity }) => {
      const first = severities.get(rule) ?? severity;
      severities.set(rule, first);
      return first === severity;
    });
    if (alike) {
      const theirs = await throughCore(ours);
      for (const key of Object.keys(theirs)) {
        if (!(key in ours)) tell.fail(report, `has no ${key}`);
      }
      if (JSON.stringify(theirs.violationCounts) !== JSON.stringify(ours.violationCounts)) {
        tell.fail(report, `counts ${JSON.stringify(theirs.violationCounts)}`);
      }
      const [a, b] = [sorted(ours.violations), sorted(theirs.violations)];
      a.forEach((each, i) => {
        if (each !== b[i]) tell.fail(report, `Code Analyzer writes\n${b[i]}\nfor\n${each}`);
      });
    }
    tell.done();
  }
};
