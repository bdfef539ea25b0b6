// JUnit and Checkstyle. Nobody publishes a schema as a package, so these say what the strictest
// readers take; xmllint holds the reports to them.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const here = path.dirname(fileURLToPath(import.meta.url));

export const checkXml = (reports, tell) => {
  for (const report of reports.filter((each) => ['junit', 'checkstyle'].includes(each.format))) {
    const schema = path.join(here, `${report.format}.xsd`);
    const run = spawnSync('xmllint', ['--noout', '--nonet', '--schema', schema, report.path], { encoding: 'utf8' });
    if (run.error) {
      tell.skip(report, 'there is no xmllint here');
      continue;
    }
    if (run.status !== 0) tell.fail(report, run.stderr.slice(0, 600));
    tell.done();
  }
};
