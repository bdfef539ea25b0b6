// The published model of the Language Server Protocol as JSON Schema: what each message has to look like. A property that
// the model does not know is wrong, too.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';

const integer = { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };
const bases = {
  URI: { type: 'string', pattern: '^[a-z][a-zA-Z0-9+.-]*:' }, DocumentUri: { type: 'string', pattern: '^[a-z][a-zA-Z0-9+.-]*:' }, RegExp: { type: 'string' },
  string: { type: 'string' }, integer, uinteger: { ...integer, minimum: 0 }, decimal: { type: 'number' }, boolean: { type: 'boolean' }, null: { type: 'null' },
};
// Whatever a server likes.
const anything = { LSPAny: {}, LSPObject: { type: 'object' }, LSPArray: { type: 'array' } };

const keyOf = (method) => method.replaceAll('/', ':');

/** `problems(kind, method, value)` lists what is wrong with the `params` or `result` of a method; null if the model has no such. */
export const readMetaModel = (file, ours = {}) => {
  const model = JSON.parse(readFileSync(file, 'utf8'));
  const structures = new Map(model.structures.map((each) => [each.name, each]));
  const propertiesOf = (name) => {
    const { properties, extends: parents = [], mixins = [] } = structures.get(name);
    // Nearer ones win: a structure may say more exactly what a parent has.
    return new Map([...parents, ...mixins].flatMap((each) => [...propertiesOf(each.name)]).concat(properties.map((each) => [each.name, each])));
  };
  const object = (properties) => ({
    type: 'object',
    properties: Object.fromEntries(properties.map((each) => [each.name, schemaOf(each.type)])),
    required: properties.filter((each) => !each.optional).map((each) => each.name),
    additionalProperties: false,
  });
  const schemaOf = (type) => {
    switch (type.kind) {
      case 'base': return bases[type.name];
      case 'reference': return { $ref: `#/$defs/${type.name}` };
      case 'array': return { type: 'array', items: schemaOf(type.element) };
      case 'map': return { type: 'object', additionalProperties: schemaOf(type.value) };
      case 'or': return { anyOf: type.items.map(schemaOf) };
      case 'and': return object(type.items.flatMap((each) => [...propertiesOf(each.name).values()]));
      case 'tuple': return { type: 'array', prefixItems: type.items.map(schemaOf), items: false, minItems: type.items.length };
      case 'literal': return object(type.value.properties);
      case 'stringLiteral': case 'integerLiteral': case 'booleanLiteral': return { const: type.value };
      default: throw new Error(`the model has a kind of type that nobody here knows: ${type.kind}`);
    }
  };
  const $defs = {};
  for (const name of structures.keys()) $defs[name] = object([...propertiesOf(name).values()]);
  for (const each of model.enumerations) {
    $defs[each.name] = each.supportsCustomValues ? bases[each.type.name] : { enum: each.values.map(({ value }) => value) };
  }
  for (const each of model.typeAliases) $defs[each.name] = schemaOf(each.type);
  Object.assign($defs, anything);
  for (const each of [...model.requests, ...model.notifications]) {
    $defs[`params:${keyOf(each.method)}`] = each.params ? schemaOf(each.params) : {};
    $defs[`result:${keyOf(each.method)}`] = each.result ? schemaOf(each.result) : { type: 'null' };
  }
  // Of a message of many kinds the model says that it is anything.
  $defs['params:$:progress'] = {
    type: 'object',
    required: ['token', 'value'],
    additionalProperties: false,
    properties: {
      token: { $ref: '#/$defs/ProgressToken' },
      value: { anyOf: ['WorkDoneProgressBegin', 'WorkDoneProgressReport', 'WorkDoneProgressEnd', 'WorkspaceDiagnosticReportPartialResult'].map((name) => ({ $ref: `#/$defs/${name}` })) },
    },
  };
  for (const [method, { params = {}, result = {} }] of Object.entries(ours)) {
    $defs[`params:${keyOf(method)}`] = params;
    $defs[`result:${keyOf(method)}`] = result;
  }

  const ajv = new Ajv({ strict: false, allErrors: true, verbose: false });
  ajv.addSchema({ $id: 'lsp', $defs });
  const compiled = new Map();
  return {
    version: model.metaData.version,
    problems(kind, method, value) {
      const key = `${kind}:${keyOf(method)}`;
      if (!($defs[key])) return null;
      if (!compiled.has(key)) compiled.set(key, ajv.getSchema(`lsp#/$defs/${key}`));
      const validate = compiled.get(key);
      if (validate(value)) return [];
      return [...new Set(validate.errors.map(({ instancePath, message, params }) => `${instancePath} ${message}${params.additionalProperty ? ` (${params.additionalProperty})` : ''}`))].slice(0, 8);
    },
  };
};
