// Puts the npm package together: `node assemble.js FOLDER`. Everything but ecac.wasm and the generated types.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const source = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const root = path.resolve(source, '../../..');
const program = path.resolve(source, '../program');
const [folder] = process.argv.slice(2);

const copyPackage = (from, to, readme) => {
  mkdirSync(to, { recursive: true });
  const { files } = JSON.parse(readFileSync(path.join(from, 'package.json'), 'utf8'));
  for (const file of ['package.json', ...files]) {
    if (existsSync(path.join(from, file))) cpSync(path.join(from, file), path.join(to, file));
  }
  cpSync(path.join(from, readme), path.join(to, 'README.md'));
  cpSync(path.join(root, 'LICENSE'), path.join(to, 'LICENSE'));
};

rmSync(folder, { recursive: true, force: true });
copyPackage(source, folder, 'PACKAGE.md');
copyPackage(program, path.join(folder, 'node_modules/@ecac/program'), 'README.md');
