// Compares the types of schemas/ with the registry of the npm package
// @salesforce/source-deploy-retrieve: suffix, folder, whether a file must lie in that folder, and
// the presets that store a component in parts. Every difference has to be on
// known_registry_differences.json with a reason, and every entry there has to be met. Exit code 0:
// agreement; 1: differences; 2: the comparison could not be made.
//
//   node compare_with_registry.mjs [--schemas FOLDER] [--registry FOLDER] [--print]

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { here, option, runComparison } from './known_differences.mjs';
import { parseXml } from './xml_reader.mjs';

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

function readTypes(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.xml'))
    .sort()
    .map((name) => parseXml(readFileSync(join(folder, name), 'utf8'), name).attributes);
}

// Registry id -> the presets with their entry of that id.
function readPresets(folder) {
  const presets = new Map();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json')).sort()) {
    for (const [id, entry] of Object.entries(readJson(join(folder, file)).types ?? {})) {
      if (!presets.has(id)) presets.set(id, []);
      presets.get(id).push({ name: file.replace('.json', ''), entry });
    }
  }
  return presets;
}

const partsOf = (entry) => Object.values(entry.children?.types ?? {});

class Comparison {
  differences = [];
  counts = { types: 0, parts: 0, presets: 0 };

  constructor(types, registry, presets) {
    this.types = types;
    this.registry = registry;
    this.presets = presets;
  }

  report(where, what) {
    this.differences.push(`${where}: ${what}`);
  }

  run() {
    for (const type of this.types) {
      const manifestName = type.metadataName ?? type.name;
      const entry = this.registry.types[manifestName.toLowerCase()];
      if (entry === undefined) {
        this.comparePart(type, this.partsNamed(type.name));
      } else if (manifestName === type.name || type.fileName !== undefined) {
        this.compareType(type, entry);
      } else {
        this.comparePart(type, this.partsNamed(type.name));
      }
    }
  }

  partsNamed(name) {
    const entries = [
      ...Object.values(this.registry.types),
      ...[...this.presets.values()].flat().map((preset) => preset.entry),
    ];
    return entries
      .flatMap(partsOf)
      .filter((part) => part.name === name || `PermissionSet${part.name}` === name);
  }

  compareType(type, entry) {
    this.counts.types += 1;
    if (entry.suffix !== type.suffix) {
      this.report(type.name, `suffix ${type.suffix}, in the registry ${entry.suffix}`);
    }
    if (entry.directoryName !== type.directory) {
      this.report(type.name, `folder ${type.directory}, in the registry ${entry.directoryName}`);
    }
    if (entry.strictDirectoryName) this.report(type.name, 'has to lie in its folder');
    if (entry.inFolder) this.report(type.name, 'lies in folders of its own');
    if ((entry.strategies?.adapter === 'matchingContentFile') !== (type.content === 'true')) {
      this.report(type.name, 'one of the two sees a pair of files');
    }
    for (const part of partsOf(entry)) {
      if (!this.types.some((known) => known.name === part.name)) {
        this.report(type.name, `has parts of type ${part.name}`);
      }
    }
    for (const preset of this.presets.get(entry.id) ?? []) {
      this.counts.presets += 1;
      this.comparePreset(type, preset);
    }
  }

  // The file types that a preset makes of a component.
  comparePreset(type, { name, entry }) {
    const unknown = [...new Set(partsOf(entry).map((part) => part.suffix))]
      .filter((suffix) => !this.types.some((known) => known.suffix === suffix))
      .sort();
    if (unknown.length > 0) {
      this.report(type.name, `${name} stores parts that are not read: ${unknown.join(' ')}`);
    }
    if (partsOf(entry).length === 0) this.report(type.name, `${name} stores it otherwise`);
  }

  comparePart(type, parts) {
    if (parts.length === 0) {
      this.report(type.name, 'not in the registry');
      return;
    }
    this.counts.parts += 1;
    if (!parts.some((part) => part.suffix === type.suffix)) {
      this.report(type.name, `suffix ${type.suffix}, in the registry ${parts[0].suffix}`);
    }
  }
}

runComparison('known_registry_differences.json', () => {
  const registry = option(
    '--registry',
    join(here, 'node_modules', '@salesforce', 'source-deploy-retrieve', 'lib', 'src', 'registry'),
  );
  const comparison = new Comparison(
    readTypes(join(option('--schemas', join(here, '..', '..', 'schemas')), 'types')),
    readJson(join(registry, 'metadataRegistry.json')),
    readPresets(join(registry, 'presets')),
  );
  comparison.run();
  const { types, parts, presets } = comparison.counts;
  return {
    differences: comparison.differences,
    summary: `registry: ${types} types, ${parts} parts and ${presets} presets compared`,
  };
});
