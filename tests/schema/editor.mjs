// What an editor makes of the published schema of ecac.json: what it offers, what it shows, what it marks.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import languageService from 'vscode-json-languageservice';

const { getLanguageService, TextDocument } = languageService;

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const text = readFileSync(path.join(root, 'schemas/config/ecac.schema.json'), 'utf8');
const schema = JSON.parse(text);

let questions = 0;
let failures = 0;
const complain = (name, words) => {
  failures += 1;
  console.error(`${name}: ${words}`);
};

// Of the schema that a file names itself.
const service = getLanguageService({ contributions: [], schemaRequestService: async () => text });
service.configure({
  allowComments: true,
  schemas: [{ uri: schema.$id, fileMatch: ['*/ecac.json'], schema }],
});
const open = (content) => {
  const document = TextDocument.create('file:///project/ecac.json', 'jsonc', 1, content);
  return { document, json: service.parseJSONDocument(document) };
};
/// `|` is the cursor.
const placed = (content) => {
  const at = content.indexOf('|');
  const opened = open(content.slice(0, at) + content.slice(at + 1));
  return { ...opened, position: opened.document.positionAt(at) };
};
const offered = async (content) => {
  const { document, json, position } = placed(content);
  const list = await service.doComplete(document, position, json);
  return new Map(list.items.map((item) => [item.label.replaceAll('"', ''), item]));
};
const offers = async (content, words, documented = true) => {
  questions += 1;
  const items = await offered(content);
  for (const word of words) {
    const item = items.get(word);
    if (item === undefined) complain(content, `\`${word}\` is not among ${[...items.keys()].slice(0, 20).join(', ')} …`);
    else if (documented && !item.documentation) complain(content, `\`${word}\` is offered without a word`);
  }
  return items;
};
const shows = async (content, words) => {
  questions += 1;
  const { document, json, position } = placed(content);
  const hover = await service.doHover(document, position, json);
  const shown = hover === null ? '' : JSON.stringify(hover.contents).replaceAll('\\', '');
  if (!shown.includes(words)) complain(content, `the hover says ${shown || 'nothing'}, and not "${words}"`);
};
const marks = async (content) => {
  questions += 1;
  const { document, json } = open(content);
  return service.doValidation(document, json, { comments: 'ignore', trailingCommas: 'error' });
};

// Every key, at the very beginning, and what may stand below each.
const keys = Object.keys(schema.properties);
await offers('{ "|" }', keys);
await offers('{|}', keys);
for (const [key, words] of Object.entries({
  deploy: ['target', 'sourceOrg', 'noOverwrite'],
  waiverPolicy: ['untilRequired', 'ownerRequired', 'maxDays'],
  'apps": {"Portal': ['clientType', 'site', 'guestProfile', 'suppress'],
  'credentials": {"Tools': ['mcp', 'resource', 'suppress'],
})) {
  await offers(`{ "${key}": { "|" }${key.includes('{') ? ' }' : ''} }`, words);
}
await offers('{ "waivers": [ { "|" } ] }',
  ['rule', 'component', 'element', 'fingerprint', 'reason', 'owner', 'until']);

// Rules by code, name and family, with what they find; and what a rule may be set to.
const rules = ['ALL', 'SEC', 'SCH004', 'invalid-enum-value', 'FLW024', 'device-flow-enabled'];
await offers('{ "rules": { "|" } }', rules);
await offers('{ "rules": { "SEC002/off": "error", "|" } }', rules);
await offers('{ "overrides": [ { "paths": [], "rules": { "|" } } ] }', rules);
await offers('{ "apps": { "Portal": { "suppress": { "|" } } } }', rules);
for (const list of ['{ "enforced": [ | ] }', '{ "waivers": [ { "rule": | } ] }',
  '{ "waiverPolicy": { "untilRequired": [ | ] } }']) {
  await offers(list, rules, false);
}
await offers('{ "rules": { "SEC": | } }', ['error', 'warning', 'info', 'off'], false);
await offers('{ "deploy": { "target": | } }', ['source-org', 'other-org', 'new-org'], false);
await offers('{ "apps": { "Portal": { "clientType": | } } }', ['public', 'confidential'], false);
await offers('{ "complete": [ | ] }', ['SecuritySettings'], false);
await offers('{ "waivers": [ { "until": | } ] }', ['2027-03-31'], false);

await shows('{ "enf|orced": [] }', schema.properties.enforced.description.slice(0, 40));
await shows('{ "apps": { "Portal": { "client|Type": "public" } } }', 'can keep a secret');
await shows('{ "rules": { "FLW|024": "off" } }', 'device-flow-enabled');
await shows('{ "waivers": [ { "rule": "SEC", "unt|il": "2027-03-31" } ] }', 'last day');

// Whatever has a name has a description, or stands for something that has one.
const described = (node, where) => {
  for (const [key, value] of Object.entries(node.properties ?? {})) {
    const target = value.$ref?.startsWith('#/')
      ? value.$ref.slice(2).split('/').reduce((at, step) => at[step], schema) : {};
    if (!value.description && !target.description) complain(`${where}/${key}`, 'has no description');
    if (where === '' && !value.examples && !target.examples) complain(key, 'has no example');
    described(value, `${where}/${key}`);
  }
  for (const below of ['items', 'additionalProperties']) {
    if (node[below] && typeof node[below] === 'object') described(node[below], `${where}/${below}`);
  }
};
described(schema, '');
for (const [name, value] of Object.entries(schema.$defs)) described(value, `$defs/${name}`);

// What is right gets no mark, neither here nor in the samples; what is wrong gets one.
const example = readFileSync(path.join(root, 'docs/config.md'), 'utf8').match(/```jsonc\n([^]*?)```/)[1];
const right = [['docs/config.md', example]];
for (const [key, value] of Object.entries(schema.properties)) {
  for (const one of value.examples ?? []) right.push([`the example of ${key}`, JSON.stringify({ [key]: one })]);
}
let samples = 0;
for (const sample of readdirSync(path.join(root, 'samples'), { recursive: true })) {
  if (path.basename(sample) !== 'ecac.json') continue;
  samples += 1;
  right.push([sample, readFileSync(path.join(root, 'samples', sample), 'utf8')]);
}
if (samples < 2) complain('samples', `only ${samples} have an ecac.json`);
for (const [name, content] of right) {
  for (const problem of await marks(content)) complain(name, problem.message);
}
const examples = JSON.parse(readFileSync(path.join(here, 'configurations.json'), 'utf8'));
for (const one of examples.right) {
  for (const problem of await marks(JSON.stringify(one))) complain(JSON.stringify(one), problem.message);
}
for (const one of examples.wrong) {
  if ((await marks(JSON.stringify(one))).length === 0) complain(JSON.stringify(one), 'gets no mark');
}

console.log(`${questions} questions of an editor, ${failures} failures`);
process.exit(failures === 0 ? 0 : 1);
