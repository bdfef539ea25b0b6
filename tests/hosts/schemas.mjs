// The JSON Schemas of the SchemaStore, by the name of what they describe.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';

const require = createRequire(import.meta.url);
const folder = path.join(path.dirname(require.resolve('schemastore/package.json')), 'schemas/json');
const files = {
  action: 'github-action.json',
  workflow: 'github-workflow.json',
  gitlab: 'gitlab.com/gitlab-org/gitlab/-/raw/master/app/assets/javascripts/editor/schema/ci.json',
  azure: 'raw.githubusercontent.com/microsoft/azure-pipelines-vscode/master/service-schema.json',
  bitbucket: 'bitbucket.org/atlassianlabs/atlascode/raw/main/resources/schemas/pipelines-schema.json',
  megalinter: 'raw.githubusercontent.com/megalinter/megalinter/main/megalinter/descriptors/schemas/megalinter-configuration.jsonschema.json',
  'megalinter-descriptor': 'raw.githubusercontent.com/megalinter/megalinter/main/megalinter/descriptors/schemas/megalinter-descriptor.jsonschema.json',
  'pre-commit-config': 'pre-commit-config.json',
  'pre-commit-hooks': 'pre-commit-hooks.json',
};
const validators = new Map();

/** What a schema says against a document, a line each. */
export const complaints = (name, document) => {
  if (!validators.has(name)) {
    const ajv = new Ajv({ strict: false, unicodeRegExp: false, allErrors: true, logger: false });
    addFormats(ajv);
    const schema = JSON.parse(readFileSync(path.join(folder, files[name]), 'utf8'));
    // Schemas that others publish beside it are not reachable from here, and some names in it stand twice.
    const closed = JSON.parse(JSON.stringify(schema), (key, value) => {
      if (typeof value?.$ref === 'string' && value.$ref.startsWith('http')) return {};
      return key === '$id' && typeof value === 'string' ? undefined : value;
    });
    validators.set(name, ajv.compile(closed));
  }
  const holds = validators.get(name);
  return holds(document) ? [] : holds.errors.map((each) => `${each.instancePath || '/'} ${each.message}`);
};
