// SARIF in Microsoft's validator with the rules of GitHub: no error and no warning. It ends with 0
// whatever it finds, so what it writes is judged. Its wrapper breaks the list of rules, so the
// program is called.
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { spawnSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';

const require = createRequire(import.meta.url);

const multitool = () => {
  const folder = path.join(path.dirname(require.resolve('@microsoft/sarif-multitool/package.json')), '..', 'sarif-multitool-linux');
  return existsSync(folder) ? folder : null;
};

const validate = (program, report, out) => {
  const run = spawnSync(program, ['validate', report.path, '--rule-kind', 'Sarif;Ghas', '--level', 'Error;Warning;Note', '--output', out, '--log', 'ForceOverwrite'], { stdio: 'ignore' });
  if (run.error || !existsSync(out)) return null;
  return JSON.parse(readFileSync(out, 'utf8').replace(/^\uFEFF/, '')).runs[0];
};

export const checkSarif = (reports, tell) => {
  const folder = multitool();
  for (const report of reports.filter((each) => each.format === 'sarif')) {
    if (folder === null) {
      tell.skip(report, 'the SARIF Multitool does not run on this machine');
      continue;
    }
    const log = JSON.parse(readFileSync(report.path, 'utf8'));
    const schema = JSON.parse(readFileSync(path.join(folder, 'sarif-2.1.0.json'), 'utf8'));
    const holds = new Ajv2020({ allErrors: true, strict: false, validateFormats: false }).compile(schema);
    if (!holds(log)) tell.fail(report, holds.errors.slice(0, 5).map((each) => `${each.instancePath} ${each.message}`).join('; '));
    const program = path.join(folder, 'Sarif.Multitool');
    chmodSync(program, 0o755);
    const scratch = mkdtempSync(path.join(os.tmpdir(), 'ecac-sarif-'));
    const run = validate(program, report, path.join(scratch, 'out.json'));
    rmSync(scratch, { recursive: true });
    if (run === null) {
      tell.skip(report, 'the SARIF Multitool does not start here');
      continue;
    }
    // A validator that did nothing has nothing to say either; of every report of ours it notes something.
    if ((run.results ?? []).length === 0) tell.fail(report, 'the validator said nothing at all');
    for (const result of run.results ?? []) {
      const level = result.level ?? 'warning';
      if (level !== 'note') tell.fail(report, `${level} ${result.ruleId} ${JSON.stringify(result.message)}`);
    }
    tell.done();
  }
};
