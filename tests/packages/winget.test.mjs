// The manifests for winget. Its schemas of version 1.6, which the manifests name, are in no package registry; those of version 1.0
// are in the SchemaStore and hold all that was there then. What came later (archives with a program in them) is held here to what
// those later schemas say, and to the archive.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import test from 'node:test';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { base, fill, release, scratch, version } from './support.mjs';

const require = createRequire(import.meta.url);
const published = (name) => {
  const folder = path.join(path.dirname(require.resolve('schemastore/package.json')), 'schemas/json');
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  addFormats(ajv);
  const holds = ajv.compile(JSON.parse(readFileSync(path.join(folder, name), 'utf8')));
  return (document) => (holds(document) ? [] : holds.errors.map((each) => `${each.instancePath} ${each.message}`));
};
const manifests = (t) => {
  const output = path.join(scratch(t), 'filled');
  assert.equal(fill(release(t), output).code, 0);
  const folder = path.join(output, 'winget');
  return Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]));
};

test('there is one of each kind, and they are of one package and version', (t) => {
  const files = manifests(t);
  assert.deepEqual(Object.keys(files).sort(), ['ecac.ecac.installer.yaml', 'ecac.ecac.locale.en-US.yaml', 'ecac.ecac.yaml']);
  const kinds = { 'ecac.ecac.yaml': 'version', 'ecac.ecac.installer.yaml': 'installer', 'ecac.ecac.locale.en-US.yaml': 'defaultLocale' };
  for (const [file, kind] of Object.entries(kinds)) {
    const document = parse(files[file], { strict: true });
    assert.equal(document.ManifestType, kind);
    assert.equal(document.PackageIdentifier, 'ecac.ecac');
    assert.equal(document.PackageVersion, version);
    assert.equal(document.ManifestVersion, '1.6.0');
    // By which editors find the schema.
    assert.equal(files[file].split('\n')[0], `# yaml-language-server: $schema=https://aka.ms/winget-manifest.${kind}.1.6.0.schema.json`);
  }
  assert.equal(parse(files['ecac.ecac.yaml']).DefaultLocale, parse(files['ecac.ecac.locale.en-US.yaml']).PackageLocale);
});

test('the published schemas take what they know', (t) => {
  const files = manifests(t);
  const locale = { ...parse(files['ecac.ecac.locale.en-US.yaml']), ManifestVersion: '1.0.0' };
  const localeComplaints = published('winget-pkgs-locale-1.0.0.json');
  assert.deepEqual(localeComplaints({ ...locale, ManifestType: 'locale' }), []);
  assert.notDeepEqual(localeComplaints({ ...locale, ManifestType: 'locale', ShortDescription: 'x'.repeat(300) }), []);
  const { NestedInstallerType, NestedInstallerFiles, ...installer } = parse(files['ecac.ecac.installer.yaml']);
  const installerComplaints = published('winget-pkgs-installer-1.0.0.json');
  assert.deepEqual(installerComplaints({ ...installer, ManifestVersion: '1.0.0' }), []);
  assert.notDeepEqual(installerComplaints({ ...installer, ManifestVersion: '1.0.0', Installers: [{ Architecture: 'x65' }] }), []);
  for (const key of ['Publisher', 'PackageName', 'License', 'ShortDescription']) assert.ok(locale[key].length >= 2 && locale[key].length <= 256, key);
  assert.ok(locale.Tags.length <= 16 && locale.Tags.every((each) => each.length <= 40));
});

test('the archive is one with a program in it', (t) => {
  const installer = parse(manifests(t)['ecac.ecac.installer.yaml']);
  assert.equal(installer.InstallerType, 'zip');
  assert.equal(installer.NestedInstallerType, 'portable');
  assert.deepEqual(installer.NestedInstallerFiles, [{ RelativeFilePath: 'ecac.exe', PortableCommandAlias: 'ecac' }]);
  assert.deepEqual(installer.Commands, ['ecac']);
  const [only, ...more] = installer.Installers;
  assert.equal(more.length, 0);
  assert.equal(only.Architecture, 'x64');
  assert.equal(only.InstallerUrl, `${base}/ecac-${version}-windows-x86_64.zip`);
  assert.match(only.InstallerSha256, /^[0-9A-F]{64}$/);
});
