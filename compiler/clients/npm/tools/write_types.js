// Writes the types of the documents that ecac gives out, from their JSON Schemas: `node write_types.js SCHEMAS FOLDER`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compile } from 'json-schema-to-typescript';

const kDocuments = { 'check-report': 'CheckReport', rules: 'RulesDocument', 'runtime-config': 'RuntimeConfig' };

const [schemas, folder] = process.argv.slice(2);
const read = (file) => JSON.parse(readFileSync(path.join(schemas, file), 'utf8'));

/**
 * The schema as the tool reads it, which knows drafts up to 7: definitions stand elsewhere there, those of other files are
 * taken in, and what 2020-12 says of members that nobody has named is left out.
 */
const asDraft7 = (file) => {
  const definitions = new Map();
  const convert = (value, own) => {
    if (Array.isArray(value)) return value.map((each) => convert(each, own));
    if (typeof value !== 'object' || value === null) return value;
    const result = {};
    for (const [key, each] of Object.entries(value)) {
      if (['$schema', '$id', '$defs', 'unevaluatedProperties'].includes(key)) continue;
      result[key] = key === '$ref' ? refer(each, own) : convert(each, own);
    }
    // What stands beside a reference adds to it since 2019-09, and was not read before.
    const { $ref, description, ...beside } = result;
    if ($ref !== undefined && Object.keys(beside).length > 0) return { description, allOf: [{ $ref }, beside] };
    return result;
  };
  const refer = (reference, own) => {
    const [from, pointer] = reference.split('#');
    const target = from || own;
    const steps = pointer.split('/').slice(1);
    const name = steps.at(-1);
    const place = `${target}#${pointer}`;
    const known = definitions.get(name);
    if (known === undefined) {
      definitions.set(name, { place, schema: null });
      definitions.get(name).schema = convert(steps.reduce((value, step) => value[step], read(target)), target);
    } else if (known.place !== place) {
      throw new Error(`two definitions are called \`${name}\`: ${known.place} and ${place}`);
    }
    return `#/definitions/${name}`;
  };
  const schema = convert(read(file), file);
  return { ...schema, definitions: Object.fromEntries([...definitions].map(([name, each]) => [name, each.schema])) };
};

mkdirSync(folder, { recursive: true });
for (const [name, type] of Object.entries(kDocuments)) {
  const schema = asDraft7(`${name}.schema.json`);
  const text = await compile({ ...schema, title: type }, type, {
    additionalProperties: false,
    bannerComment: `// Generated from schemas/output/${name}.schema.json.`,
    style: { singleQuote: true },
    unreachableDefinitions: false,
  });
  writeFileSync(path.join(folder, `${name.replace('-', '_')}.d.ts`), text);
}
