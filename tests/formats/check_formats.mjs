// Gives every report in a folder to its reader: `node check_formats.mjs FOLDER`. A report is called
// NAME.FORMAT, with the name of the format as --output-format has it.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { checkCommands } from './commands.mjs';
import { checkCodeAnalyzer } from './code_analyzer.mjs';
import { checkData } from './data.mjs';
import { checkSarif } from './sarif.mjs';
import { checkXml } from './xml.mjs';

const folder = path.resolve(process.argv[2] ?? '.');
const reports = readdirSync(folder)
  .filter((file) => !file.startsWith('.'))
  .map((file) => ({
    name: file,
    format: file.slice(file.indexOf('.') + 1),
    path: path.join(folder, file),
  }));
let failures = 0;
let checked = 0;
let skipped = 0;
const tell = {
  fail(report, text) {
    failures += 1;
    if (failures <= 50) console.error(`${report.name}: ${text}`);
  },
  done() {
    checked += 1;
  },
  skip(report, text) {
    skipped += 1;
    console.log(`skipped ${report.name}: ${text}`);
  },
};
for (const check of [checkCommands, checkData, checkXml, checkSarif, checkCodeAnalyzer]) {
  await check(reports, tell);
}
const expected = ['sarif', 'github', 'markdown', 'gitlab', 'junit', 'checkstyle', 'azure', 'rdjson', 'rdjsonl', 'csv', 'code-analyzer-json'];
for (const format of expected) {
  if (!reports.some((report) => report.format === format)) {
    tell.fail({ name: folder }, `there is no report of the format ${format}`);
  }
}
console.log(`${checked} reports read by others, ${failures} failures${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failures > 0 ? 1 : skipped > 0 ? 77 : 0);
