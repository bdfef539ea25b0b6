// Holds the compiled documents and the plans of the samples against the schemas of schemas/output.
import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
const schemaNamed = (name) => read(path.join(root, 'schemas/output', name));
ajv.addSchema(schemaNamed('runtime-config.schema.json'), 'runtime-config.schema.json');
ajv.addSchema(schemaNamed('deploy-plan.schema.json'), 'deploy-plan.schema.json');
const kinds = [
  { file: 'expected/runtime.json', validate: ajv.getSchema('runtime-config.schema.json') },
  { file: 'expected/plan.json', validate: ajv.getSchema('deploy-plan.schema.json') },
];

let documents = 0;
let failures = 0;
const complain = (name, text) => {
  failures += 1;
  console.error(`${name}: ${text}`);
};
const hold = (name, document, validate) => {
  if (!validate(document)) {
    for (const error of validate.errors.slice(0, 20)) complain(name, `${error.instancePath} ${error.message}`);
  }
  // A schema that accepts anything would be no contract.
  for (const key of Object.keys(document)) {
    const { [key]: unused, ...rest } = document;
    if (validate(rest)) complain(name, `is accepted without \`${key}\``);
  }
  if (validate({ ...document, unknownMember: 1 })) complain(name, 'is accepted with an unknown member');
};
for (const sample of readdirSync(path.join(root, 'samples'))) {
  for (const { file, validate } of kinds) {
    const whole = path.join(root, 'samples', sample, file);
    if (!existsSync(whole)) continue;
    documents += 1;
    hold(`${sample}/${file}`, read(whole), validate);
  }
}
if (documents < 6) complain('samples', `only ${documents} documents were found`);
console.log(`${documents} documents held against the schema, ${failures} failures`);
process.exit(failures === 0 ? 0 : 1);
