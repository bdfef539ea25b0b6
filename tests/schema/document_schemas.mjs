// Holds what the program writes, and what it reads, against the JSON Schemas of schemas/output and schemas/config.
// usage: node document_schemas.mjs PROGRAM
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const program = path.resolve(process.argv[2] ?? path.join(root, 'build/test/ecac'));

let documents = 0;
let failures = 0;
const complain = (name, text) => {
  failures += 1;
  console.error(`${name}: ${text}`);
};
const run = (folder, ...words) => {
  const done = spawnSync(program, words, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.error || done.signal) throw new Error(`${program} ${words.join(' ')}: ${done.error ?? done.signal}`);
  return done;
};

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTuples: false, strictTypes: false,
  allowUnionTypes: true, validateFormats: false });
const named = new Map();
for (const folder of ['output', 'config']) {
  for (const file of readdirSync(path.join(root, 'schemas', folder))) {
    const text = readFileSync(path.join(root, 'schemas', folder, file), 'utf8');
    const name = file.replace('.schema.json', '');
    const schema = JSON.parse(text);
    if (!ajv.validateSchema(schema)) complain(file, ajv.errorsText());
    ajv.addSchema(schema);
    named.set(name, schema.$id);
    const printed = run(root, 'schema', '--output-format', 'json-schema', name);
    if (printed.stdout !== text) complain(name, 'is not what `ecac schema` prints');
  }
}
const validator = (name) => ajv.getSchema(named.get(name));
const hold = (name, what, document) => {
  documents += 1;
  const validate = validator(what);
  if (validate(document)) return;
  for (const error of validate.errors.slice(0, 10)) {
    complain(name, `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
  }
};
const holdLines = (name, text) => {
  for (const line of text.split('\n')) {
    if (line !== '') hold(name, 'check-lines', JSON.parse(line));
  }
};

// What the program writes, over all samples, clean runs and failed ones.
hold('rules', 'rules', JSON.parse(run(root, 'rules', '--output-format', 'json').stdout));
hold('version', 'version', JSON.parse(run(root, 'version', '--output-format', 'json').stdout));
hold('schema', 'schema', JSON.parse(run(root, 'schema', '--output-format', 'json').stdout));
for (const sample of readdirSync(path.join(root, 'samples'))) {
  const folder = path.join(root, 'samples', sample);
  for (const words of [['--mode', 'lint'], ['--mode', 'predeploy'], ['--mode', 'audit'], ['absent'],
    ['--select', 'NONE'], ['--against', './absent']]) {
    const name = `${sample} ${words.join(' ')}`;
    hold(name, 'check-report', JSON.parse(run(folder, 'check', '--output-format', 'json', ...words).stdout));
    holdLines(name, run(folder, 'check', '--output-format', 'json-lines', ...words).stdout);
  }
  hold(`${sample} settings`, 'settings', JSON.parse(
    run(folder, 'check', '--show-settings', '--output-format', 'json').stdout));
  const plan = run(folder, 'plan', '--emit-partial', '--output-format', 'json').stdout;
  if (plan !== '') hold(`${sample} plan`, 'deploy-plan', JSON.parse(plan));
  const compiled = run(folder, 'compile', '--emit-partial').stdout;
  if (compiled !== '') hold(`${sample} compile`, 'runtime-config', JSON.parse(compiled));
}
for (const file of readdirSync(path.join(root, 'tests/golden'))) {
  if (file.endsWith('.jsonl')) holdLines(file, readFileSync(path.join(root, 'tests/golden', file), 'utf8'));
}

// What it reads: the program and the schema take and refuse the same.
const work = mkdtempSync(path.join(tmpdir(), 'ecac-documents-'));
mkdirSync(path.join(work, 'app'));
writeFileSync(path.join(work, 'sfdx-project.json'), '{"packageDirectories": [{"path": "app"}]}');
writeFileSync(path.join(work, 'app/base.json'), '{"rules": {"SCH": "error"}}');
const examples = JSON.parse(readFileSync(path.join(here, 'configurations.json'), 'utf8'));
const accepts = validator('ecac');
for (const [kind, list] of Object.entries(examples)) {
  for (const example of list) {
    documents += 1;
    const name = `${kind} configuration ${JSON.stringify(example)}`;
    writeFileSync(path.join(work, 'ecac.json'), JSON.stringify(example));
    const refused = run(work, 'check').status === 2;
    if (accepts(example) !== (kind !== 'wrong')) complain(name, `the schema ${kind === 'wrong' ? 'takes' : 'refuses'} it`);
    if (refused !== (kind !== 'right')) complain(name, `the program ${refused ? 'refuses' : 'takes'} it`);
  }
}
// The example of the page, without its comments.
const page = readFileSync(path.join(root, 'docs/config.md'), 'utf8').match(/```jsonc\n([^]*?)```/)[1];
const example = JSON.parse(page.replace(/^(.*?)\s*\/\/ .*$/gm, '$1'));
if (!accepts(example)) complain('docs/config.md', ajv.errorsText(accepts.errors));
for (const key of Object.keys(ajv.getSchema(named.get('ecac')).schema.properties)) {
  if (key !== '$schema' && !(key in example)) complain('docs/config.md', `the example has no \`${key}\``);
}
// A baseline, and reports that compare.
const broken = path.join(work, 'broken');
cpSync(path.join(root, 'samples/headless-public-broken'), broken, { recursive: true });
const git = (...words) => spawnSync('git', ['-c', 'user.name=H', '-c', 'user.email=h@example.com', ...words], { cwd: broken });
git('init', '--quiet', '.');
git('add', '--all');
git('commit', '--quiet', '--message=as it was');
for (const words of [['--staged'], ['--since', 'HEAD'], ['--since', 'absent'], ['--baseline', 'absent.json'],
  ['--baseline', 'baseline.json', '--update-baseline'], ['--baseline', 'baseline.json']]) {
  hold(words.join(' '), 'check-report', JSON.parse(run(broken, 'check', '--output-format', 'json', ...words).stdout));
  holdLines(words.join(' '), run(broken, 'check', '--output-format', 'json-lines', ...words).stdout);
}
const baseline = JSON.parse(readFileSync(path.join(broken, 'baseline.json'), 'utf8'));
hold('baseline.json', 'baseline', baseline);
// The program and the schema refuse the same.
for (const wrong of [[], [{}], [{ formatVersion: 2 }], [{ formatVersion: 1 }, {}], [{ formatVersion: 1 }, { ...baseline[1], more: 1 }],
  [{ formatVersion: 1 }, { ...baseline[1], code: 1 }], [{ formatVersion: 1, more: 1 }]]) {
  documents += 1;
  writeFileSync(path.join(broken, 'wrong.json'), JSON.stringify(wrong));
  const name = `baseline ${JSON.stringify(wrong)}`;
  if (validator('baseline')(wrong)) complain(name, 'the schema takes it');
  if (run(broken, 'check', '--baseline', 'wrong.json').status !== 2) complain(name, 'the program takes it');
}
rmSync(work, { recursive: true });

if (documents < 100) complain('documents', `only ${documents} were found`);
console.log(`${documents} documents held against ${named.size} schemas, ${failures} failures`);
process.exit(failures === 0 ? 0 : 1);
