// Reads the type definitions of the npm package @salesforce/types: one `export type` after another,
// each a record, a list of quoted values or another name of a plain type.

function splitDefinitions(source) {
  const definitions = new Map();
  for (const [, name, body] of source.matchAll(/^export type (\w+) = ([\s\S]*?);\n(?=export |$)/gm)) {
    definitions.set(name, body);
  }
  return definitions;
}

function readFields(name, body) {
  const fields = new Map();
  for (const line of body.split('\n').map((text) => text.trim()).filter(Boolean)) {
    const match = /^(\w+)(\??): (?:(\w+)(\[\])?|Array<(\w+)>);$/.exec(line);
    if (match === null) throw new Error(`${name}: cannot read "${line}"`);
    const [, field, optional, type, brackets, element] = match;
    fields.set(field, {
      type: element ?? type,
      repeated: brackets !== undefined || element !== undefined,
      required: optional === '',
    });
  }
  return fields;
}

/**
 * Returns a map from type name to { fields, component } for a record, { values } for a list of
 * values and {} for anything else. Records contain the fields of the records they extend; a
 * component is what a file of its own can hold.
 */
export function readPublishedTypes(source) {
  const definitions = splitDefinitions(source);
  const types = new Map();
  const read = (name) => {
    const known = types.get(name);
    if (known !== undefined) return known;
    const body = definitions.get(name);
    const record = /^(?:(\w+) & )?\{([\s\S]*)\}$/.exec(body ?? '');
    let result = {};
    if (record !== null) {
      const inherited = record[1] === undefined ? [] : (read(record[1]).fields ?? []);
      result = {
        component: record[1] === 'Metadata' || record[1] === 'MetadataWithContent',
        fields: new Map([...inherited, ...readFields(name, record[2])]),
      };
    } else if (body !== undefined && /^'[^']*'(\s*\|\s*'[^']*')*$/.test(body)) {
      result = { values: new Set([...body.matchAll(/'([^']*)'/g)].map(([, value]) => value)) };
    }
    types.set(name, result);
    return result;
  };
  return {
    names: () => [...definitions.keys()],
    has: (name) => definitions.has(name),
    get: (name) => (definitions.has(name) ? read(name) : undefined),
  };
}
