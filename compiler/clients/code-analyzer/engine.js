// ecac as an engine of Salesforce Code Analyzer. It starts the program, and hands on what that says.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findProgram, runProgram } from '@ecac/program';
import { Engine, EnginePluginV1, LogLevel } from '@salesforce/code-analyzer-engine-api';

const kEngine = 'ecac';
const kGravestFirst = ['error', 'warning', 'info'];
const kModes = ['lint', 'predeploy', 'audit'];

// In a fresh folder, which is gone afterwards.
const inScratch = async (use) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ecac-engine-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

// What one report says, and the exit code of the run.
const reportOf = (format, args) =>
  inScratch(async (folder) => {
    const file = path.join(folder, 'report.json');
    const { code } = await runProgram(findProgram(), ['check', '--output-format', format, '-o', file, ...args], { stdio: 'ignore' });
    return { code, document: JSON.parse(readFileSync(file, 'utf8')) };
  });

// An error about a secret is critical there; a report in SARIF knows it by this score.
const kCritical = 9.5;

const severityOf = (level, score) => (level === 'error' ? (score === kCritical ? 1 : 2) : level === 'warning' ? 3 : 5);

/**
 * A severity there belongs to a rule, here to a case of one. So a rule whose cases differ is several there: `FLW021` with the gravest
 * severity of this mode, `FLW021-warning` and `FLW021-info` with the others.
 */
const namesOf = (rule, mode) => {
  const levels = kGravestFirst.filter((level) => rule.cases.some((each) => each.severity[mode] === level));
  return levels.map((level, i) => ({ level, name: i === 0 ? rule.code : `${rule.code}-${level}` }));
};

class EcacEngine extends Engine {
  constructor(mode) {
    super();
    this.mode = mode;
  }

  getName() {
    return kEngine;
  }

  async getEngineVersion() {
    return (await this.#known()).version;
  }

  async describeRules() {
    return (await this.#known()).descriptions;
  }

  async runRules(ruleNames, { workspace, includeFixes, includeSuggestions }) {
    const { named } = await this.#known();
    const root = workspace.getWorkspaceRoot() ?? process.cwd();
    const paths = workspace.getRawTargets() ?? workspace.getRawFilesAndFolders();
    const { code, document } = await reportOf('code-analyzer-json', ['--mode', this.mode, '--root', root, '--exit-zero', '--', ...paths]);
    if (code !== 0) throw new Error(document.violations.map((each) => each.message).join('; ') || `ecac ended with exit code ${code}`);
    const wanted = new Set(ruleNames);
    const targets = new Set(await workspace.getTargetedFiles());
    const at = (location) => ({ ...location, file: path.resolve(root, location.file) });
    const violations = [];
    for (const each of document.violations) {
      const ruleName = this.#ruleOf(each, named);
      const codeLocations = each.locations.map(at);
      // Ignored by the configuration of Code Analyzer, or not selected.
      if (!wanted.has(ruleName) || !targets.has(codeLocations[each.primaryLocationIndex].file)) continue;
      violations.push({
        ruleName,
        message: each.message,
        codeLocations,
        primaryLocationIndex: each.primaryLocationIndex,
        resourceUrls: each.resources,
        fixes: includeFixes ? each.fixes?.map((fix) => ({ ...fix, location: at(fix.location) })) : undefined,
        suggestions: includeSuggestions ? each.suggestions?.map((suggestion) => ({ ...suggestion, location: at(suggestion.location) })) : undefined,
      });
    }
    return { violations };
  }

  #ruleOf({ rule, severity }, named) {
    const names = named.get(rule) ?? [];
    const found = names.find((each) => each.severity === severity);
    if (found) return found.name;
    // Severities of ecac.json are not those of the table; a rule there has one alone.
    this.emitLogEvent(LogLevel.Warn, `${rule} has another severity in ecac.json; Code Analyzer shows that of its rule`);
    return names[0]?.name ?? rule;
  }

  #answer;
  #known() {
    this.#answer ??= this.#ask();
    return this.#answer;
  }

  async #ask() {
    const { code, output } = await runProgram(findProgram(), ['rules', '--output-format', 'json'], { stdio: ['ignore', 'pipe', 'ignore'] });
    if (code !== 0) throw new Error(`\`ecac rules\` ended with exit code ${code}`);
    const { tool, rules } = JSON.parse(output);
    // Each SARIF report has all rules, with tags and scores; that of an empty folder has nothing else.
    const { document } = await inScratch((folder) => reportOf('sarif', ['--isolated', '--root', folder, '--', folder]));
    const details = new Map(document.runs[0].tool.driver.rules.map((each) => [each.id, each]));
    const named = new Map();
    const descriptions = [];
    for (const rule of rules) {
      const detail = details.get(rule.code);
      const score = Number(detail?.properties['security-severity'] ?? 0);
      const names = namesOf(rule, this.mode).map(({ level, name }) => ({ name, severity: severityOf(level, score) }));
      named.set(rule.code, names);
      for (const { name, severity } of names) {
        descriptions.push({
          name,
          severityLevel: severity,
          tags: detail?.properties.tags ?? [rule.family],
          description: `${rule.name}: ${rule.summary}`,
          resourceUrls: rule.helpUrl ? [rule.helpUrl] : [],
        });
      }
    }
    return { version: tool.version, named, descriptions };
  }
}

class EcacPlugin extends EnginePluginV1 {
  getAvailableEngineNames() {
    return [kEngine];
  }

  describeEngineConfig() {
    return {
      overview: 'CONFIGURATION OF ECAC\nWhat belongs to the project stands in its ecac.json.',
      fieldDescriptions: {
        mode: { descriptionText: 'How ecac judges: lint, predeploy or audit.', valueType: 'string', defaultValue: 'lint' },
      },
    };
  }

  async createEngineConfig(name, values) {
    const mode = values.extractString('mode', 'lint');
    if (!kModes.includes(mode)) throw new Error(`engines.ecac.mode is \`${mode}\`; it takes ${kModes.join(', ')}`);
    return { mode };
  }

  async createEngine(name, { mode = 'lint' } = {}) {
    return new EcacEngine(mode);
  }
}

/** The plugin, for `addEnginePlugin` of Code Analyzer's core. */
export const createEnginePlugin = () => new EcacPlugin();
