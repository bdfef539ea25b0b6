// Puts the extension together: `node assemble.mjs FOLDER`. Everything but the server.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const source = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const root = path.resolve(source, '../../..');
const folder = path.resolve(process.argv[2]);
const own = (...names) => path.join(source, ...names);

// What the bundle brings of others, with the licence of each, as those ask.
const licencesOf = (inputs) => {
  const packages = new Set(Object.keys(inputs).map((file) => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[0]).filter(Boolean));
  return [...packages].sort().map((at) => {
    const folder = path.resolve(source, at);
    const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    const text = file === undefined ? `${license}\n` : readFileSync(path.join(folder, file), 'utf8');
    return `${name} ${version}\n\n${text.replaceAll('\r\n', '\n').trim()}\n`;
  }).join(`\n${'-'.repeat(80)}\n\n`);
};

rmSync(folder, { recursive: true, force: true });
mkdirSync(path.join(folder, 'dist'), { recursive: true });
const { metafile } = await build({
  absWorkingDir: source,
  entryPoints: ['source/extension.ts'],
  outfile: path.join(folder, 'dist/extension.js'),
  bundle: true,
  minify: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  external: ['vscode'],
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});
writeFileSync(path.join(folder, 'dist/THIRD-PARTY-NOTICES.txt'), licencesOf(metafile.inputs));

const { devDependencies, dependencies, ...manifest } = JSON.parse(readFileSync(own('package.json'), 'utf8'));
writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
cpSync(own('PACKAGE.md'), path.join(folder, 'README.md'));
cpSync(own('CHANGELOG.md'), path.join(folder, 'CHANGELOG.md'));
cpSync(own('media'), path.join(folder, 'media'), { recursive: true, filter: (file) => !/README\.md$|\.svg$/.test(file) });
cpSync(path.join(root, 'docs/editors/vscode-findings.png'), path.join(folder, 'media/findings.png'));
cpSync(path.join(root, 'docs/editors/vscode-resolved.png'), path.join(folder, 'media/resolved.png'));
cpSync(path.join(root, 'LICENSE'), path.join(folder, 'LICENSE'));
mkdirSync(path.join(folder, 'schemas'));
cpSync(path.join(root, 'schemas/config/ecac.schema.json'), path.join(folder, 'schemas/ecac.schema.json'));
