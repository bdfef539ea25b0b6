// Reports that are data or text: GitLab, reviewdog, CSV and Markdown.
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import { parse as parseCsv } from 'csv-parse/sync';
import MarkdownIt from 'markdown-it';
import { validate as validateRdjson } from '@umbrelladocs/rdformat-validator';

const read = (report) => readFileSync(report.path, 'utf8');

// What GitLab's reader demands of an entry; it stops at the first that lacks it.
const gitlab = new Ajv2020({ allErrors: true }).compile({
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string' },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string', minLength: 1 },
          lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } },
        },
      },
    },
  },
});

const checkGitlab = (report, tell) => {
  const text = read(report);
  const entries = JSON.parse(text);
  if (text.startsWith('\uFEFF')) tell.fail(report, 'begins with a byte order mark');
  if (!gitlab(entries)) tell.fail(report, gitlab.errors.map((each) => `${each.instancePath} ${each.message}`).join('; '));
  const fingerprints = new Set(entries.map((entry) => entry.fingerprint));
  if (fingerprints.size !== entries.length) tell.fail(report, 'two entries have one fingerprint');
};

const checkRdjson = async (report, tell) => {
  const text = read(report);
  const documents = report.format === 'rdjson' ? [text] : text.split('\n').slice(0, -1);
  for (const document of documents) {
    // A line by itself is a diagnostic, which is judged as one in a list.
    const whole = report.format === 'rdjson' ? document : `{"diagnostics":[${document}]}`;
    const result = await validateRdjson(whole, { strictMode: true });
    if (!result.valid) tell.fail(report, JSON.stringify(result.errors).slice(0, 600));
  }
};

const kCodeAnalyzerHead = 'rule,engine,severity,tags,file,startLine,startColumn,endLine,endColumn,message,resources';

const checkCsv = (report, tell) => {
  const text = read(report);
  const rows = parseCsv(text);
  if (!text.startsWith(`${kCodeAnalyzerHead},`)) tell.fail(report, 'does not begin as the table of Code Analyzer does');
  if (/[^\r]\n/.test(text)) tell.fail(report, 'has a line that does not end with CR and LF');
  for (const cell of rows.flat()) {
    if (/^[=+\-@\t\r]/.test(cell)) tell.fail(report, `a spreadsheet takes this for a formula: ${cell}`);
  }
};

const kTags = new Set(['p', 'h3', 'h4', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'code', 'br', 'strong', 'details', 'summary', 'blockquote', 'ul', 'li']);

const checkMarkdown = (report, tell) => {
  const text = read(report);
  if (!text.startsWith('<!-- ecac -->\n')) tell.fail(report, 'does not begin with its mark');
  if (Buffer.byteLength(text) > 1024 * 1024) tell.fail(report, 'is longer than a summary may be');
  const html = new MarkdownIt({ html: true, linkify: true }).render(text);
  const open = [];
  for (const [, close, tag] of html.matchAll(/<(\/?)([a-zA-Z][\w-]*)[^>]*>/g)) {
    if (!kTags.has(tag)) tell.fail(report, `becomes <${tag}>`);
    if (tag === 'br') continue;
    if (!close) open.push(tag);
    else if (open.pop() !== tag) tell.fail(report, `</${tag}> closes another`);
  }
  if (open.length > 0) tell.fail(report, `does not close <${open.pop()}>`);
  // Each row has the cells of its head.
  for (const row of html.split('<tr>').slice(1)) {
    const cells = row.split('</tr>')[0].match(/<t[dh]/g)?.length ?? 0;
    if (cells !== 3) tell.fail(report, `has a row of ${cells} cells`);
  }
};

export const checkData = async (reports, tell) => {
  const checks = { gitlab: checkGitlab, rdjson: checkRdjson, rdjsonl: checkRdjson, csv: checkCsv, markdown: checkMarkdown };
  for (const report of reports) {
    if (!checks[report.format]) continue;
    await checks[report.format](report, tell);
    tell.done();
  }
};
