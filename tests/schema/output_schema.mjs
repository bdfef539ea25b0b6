// Holds the compiled documents of the samples against schemas/output/runtime-config.schema.json.
import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
const validate = ajv.compile(read(path.join(root, 'schemas/output/runtime-config.schema.json')));

let documents = 0;
let failures = 0;
const complain = (name, text) => {
  failures += 1;
  console.error(`${name}: ${text}`);
};
for (const sample of readdirSync(path.join(root, 'samples'))) {
  const file = path.join(root, 'samples', sample, 'expected/runtime.json');
  if (!existsSync(file)) continue;
  documents += 1;
  const document = read(file);
  if (!validate(document)) {
    for (const error of validate.errors.slice(0, 20)) complain(sample, `${error.instancePath} ${error.message}`);
  }
  // A schema that accepts anything would be no contract.
  for (const key of Object.keys(document)) {
    const { [key]: unused, ...rest } = document;
    if (validate(rest)) complain(sample, `is accepted without \`${key}\``);
  }
  if (validate({ ...document, unknownMember: 1 })) complain(sample, 'is accepted with an unknown member');
}
if (documents < 3) complain('samples', `only ${documents} documents were found`);
console.log(`${documents} documents held against the schema, ${failures} failures`);
process.exit(failures === 0 ? 0 : 1);
