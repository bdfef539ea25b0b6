// Bundles the page: `node bundle.js FOLDER`. Everything but ecac.wasm.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const root = path.resolve(here, '../../..');
const [folder] = process.argv.slice(2);

// Colours and letters are those of the report as a page, so that both are one family.
const reportStyle = readFileSync(path.join(root, 'compiler/emit/report/html/page_style.cpp'), 'utf8');
const tokens = /R"css\(\n([^]*?)\n\* \{/.exec(reportStyle)?.[1];
if (!tokens?.includes('--bad')) throw new Error('page_style.cpp does not begin with the colours any more');

// The project itself, not what is said about it.
const kLeftOut = ['expected', 'README.md'];
const filesBelow = (at, prefix = '') =>
  readdirSync(at, { withFileTypes: true }).flatMap((entry) => {
    if (prefix === '' && kLeftOut.includes(entry.name)) return [];
    const file = path.join(at, entry.name);
    return entry.isDirectory() ? filesBelow(file, `${prefix}${entry.name}/`) : [[`${prefix}${entry.name}`, readFileSync(file, 'utf8')]];
  });
const samples = Object.fromEntries(readdirSync(path.join(root, 'samples')).sort().map((name) => [name, Object.fromEntries(filesBelow(path.join(root, 'samples', name)).sort(([a], [b]) => (a < b ? -1 : 1)))]));

const given = {
  name: 'given',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^samples$/ }, () => ({ path: 'samples', namespace: 'given' }));
    onLoad({ filter: /.*/, namespace: 'given' }, () => ({ contents: JSON.stringify(samples), loader: 'json' }));
  },
};
const common = { bundle: true, minify: true, target: ['chrome111', 'firefox114', 'safari16.4'], logLevel: 'warning', plugins: [given], charset: 'utf8', legalComments: 'eof' };

mkdirSync(folder, { recursive: true });
await build({ ...common, entryPoints: [path.join(here, 'source/main.js')], outfile: path.join(folder, 'playground.js'), format: 'esm' });
await build({ ...common, entryPoints: [path.join(here, 'source/worker.js')], outfile: path.join(folder, 'worker.js'), format: 'iife' });
const style = await build({ ...common, stdin: { contents: `${tokens}\n${readFileSync(path.join(here, 'source/style.css'), 'utf8')}`, loader: 'css' }, write: false });
writeFileSync(path.join(folder, 'playground.css'), style.outputFiles[0].contents);
copyFileSync(path.join(here, 'index.html'), path.join(folder, 'index.html'));
