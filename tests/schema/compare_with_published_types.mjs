// Compares the closed types of schemas/ with the type definitions of the npm package
// @salesforce/types, in both directions: fields, records, kinds, requiredness and enum values.
// Every difference has to be on known_differences.json with a reason, and every entry there has to
// be met. Exit code 0: agreement; 1: differences; 2: the comparison could not be made.
//
//   node compare_with_published_types.mjs [--schemas FOLDER] [--types metadata.d.ts] [--print]

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { here, option, runComparison } from './known_differences.mjs';
import { readPublishedTypes } from './published_types.mjs';
import { parseXml } from './xml_reader.mjs';

// Every metadata type has these from its base type; schemas/ does not repeat them.
const baseFields = new Set(['fullName', 'content']);

const plainKinds = {
  string: ['string'],
  boolean: ['boolean'],
  number: ['int', 'double'],
  Date: ['date'],
};

// Components of these families must all be in schemas/, so that a new one is noticed.
const families = new RegExp(
  '^(ExtlClntApp|ExternalClientApp|ExternalCredential|ExternalAuth|NamedCredential|Oauth|' +
    'ConnectedApp|AuthProvider|McpServer)',
);

// Required by the schema of the platform; the other degrees are our own judgement.
const requiredBySchema = new Set(['schema', 'undocumented']);

function readFolder(folder, rootName) {
  const elements = new Map();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.xml')).sort()) {
    const root = parseXml(readFileSync(join(folder, file), 'utf8'), join(folder, file));
    if (root.name !== rootName) throw new Error(`${file}: root element is ${root.name}`);
    if (`${root.attributes.name}.xml` !== file) {
      throw new Error(`${file}: describes ${root.attributes.name}`);
    }
    elements.set(root.attributes.name, root);
  }
  return elements;
}

const childrenOf = (element, name) => element.children.filter((child) => child.name === name);
const isCurrent = (element) => element.attributes.until === undefined;

class Comparison {
  differences = [];
  counts = { types: 0, records: 0, fields: 0, values: 0 };
  comparedEnums = new Set();

  constructor(types, enums, published) {
    this.types = types;
    this.enums = enums;
    this.published = published;
  }

  report(where, what) {
    this.differences.push(`${where}: ${what}`);
  }

  run() {
    for (const type of this.types.values()) {
      if (!isCurrent(type)) {
        if (this.published.has(type.attributes.name)) {
          this.report(type.attributes.name, 'removed in schemas, but published');
        }
        continue;
      }
      this.compareType(type);
    }
    for (const name of this.published.names().filter((name) => families.test(name))) {
      if (this.published.get(name).component && !this.types.has(name)) {
        this.report(name, 'published only');
      }
    }
  }

  compareType(type) {
    const open = type.attributes.open === 'true';
    const records = new Map(childrenOf(type, 'record').map((r) => [r.attributes.name, r]));
    const used = new Set(
      [type, ...records.values()]
        .flatMap((owner) => childrenOf(owner, 'field'))
        .map((field) => field.attributes.record),
    );
    if (!open) {
      this.counts.types += 1;
      this.compareFields(type.attributes.name, type, type.attributes.name);
    }
    for (const [name, record] of records) {
      const where = `${type.attributes.name}/${name}`;
      if (!used.has(name)) this.report(where, 'no field uses the record');
      if ((record.attributes.open ?? String(open)) === 'true') continue;
      this.counts.records += 1;
      this.compareFields(where, record, name);
    }
  }

  compareFields(where, owner, publishedName) {
    const published = this.published.get(publishedName);
    if (published?.fields === undefined) {
      this.report(where, 'not published');
      return;
    }
    const fields = new Map(childrenOf(owner, 'field').map((f) => [f.attributes.name, f]));
    for (const [name, field] of fields) {
      const there = published.fields.get(name);
      if (isCurrent(field)) {
        if (there === undefined) this.report(`${where}.${name}`, 'in schemas only');
        else this.compareField(`${where}.${name}`, field.attributes, there);
      } else if (there !== undefined) {
        this.report(`${where}.${name}`, 'removed in schemas, but published');
      }
    }
    for (const name of published.fields.keys()) {
      if (!fields.has(name) && !baseFields.has(name)) {
        this.report(`${where}.${name}`, 'published only');
      }
    }
  }

  compareField(where, field, there) {
    this.counts.fields += 1;
    if ((field.repeated === 'true') !== there.repeated) {
      this.report(where, there.repeated ? 'published as repeated' : 'published as single');
    }
    // The definitions write every list as required, the platform none.
    if (!there.repeated && requiredBySchema.has(field.required) !== there.required) {
      this.report(where, there.required ? 'published as required' : 'published as optional');
    }
    this.compareKind(where, field, there.type);
  }

  compareKind(where, field, publishedType) {
    const definition = this.published.get(publishedType);
    if (definition?.values !== undefined) {
      if (field.kind !== 'enum') this.report(where, `published as enum ${publishedType}`);
      else if (this.enums.has(field.values)) {
        this.compareValues(field.values, publishedType, definition.values);
      } else this.report(where, `the enum ${field.values} is not in schemas`);
      return;
    }
    if (definition?.fields !== undefined) {
      if (field.kind !== 'complex' || field.record !== publishedType) {
        this.report(where, `published as record ${publishedType}`);
      }
      return;
    }
    if (!(plainKinds[publishedType] ?? []).includes(field.kind)) {
      this.report(where, `published as ${publishedType}`);
    }
  }

  compareValues(name, publishedName, publishedValues) {
    const pair = name === publishedName ? name : `${name} (${publishedName})`;
    if (this.comparedEnums.has(pair)) return;
    this.comparedEnums.add(pair);
    const values = new Map(
      childrenOf(this.enums.get(name), 'value').map((value) => [value.attributes.name, value]),
    );
    for (const [value, element] of values) {
      this.counts.values += 1;
      const there = publishedValues.has(value);
      if (isCurrent(element) && !there) this.report(`${pair}=${value}`, 'in schemas only');
      if (!isCurrent(element) && there) {
        this.report(`${pair}=${value}`, 'removed in schemas, but published');
      }
    }
    for (const value of publishedValues) {
      if (!values.has(value)) this.report(`${pair}=${value}`, 'published only');
    }
  }
}

runComparison('known_differences.json', () => {
  const schemas = option('--schemas', join(here, '..', '..', 'schemas'));
  const definitions = option(
    '--types', join(here, 'node_modules', '@salesforce', 'types', 'lib', 'metadata.d.ts'));
  const comparison = new Comparison(
    readFolder(join(schemas, 'types'), 'type'),
    readFolder(join(schemas, 'enums'), 'enum'),
    readPublishedTypes(readFileSync(definitions, 'utf8')),
  );
  comparison.run();
  const { types, records, fields, values } = comparison.counts;
  return {
    differences: comparison.differences,
    summary:
      `${types} types, ${records} records, ${fields} fields, ${comparison.comparedEnums.size} ` +
      `enums and ${values} values compared`,
  };
});
