// Puts a server into an assembled extension, in place of any other: `node put_server.mjs FOLDER PLATFORM PROGRAM`, or
// `node put_server.mjs FOLDER wasm FILE`.
import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const source = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const [folder, platform, program] = process.argv.slice(2);
const server = path.join(folder, 'server');

rmSync(server, { recursive: true, force: true });
mkdirSync(server);
if (platform !== 'wasm') {
  const file = path.join(server, platform.startsWith('win32') ? 'ecac.exe' : 'ecac');
  cpSync(program, file);
  chmodSync(file, 0o755);
} else {
  // The host of the npm package, with the thread that git runs in beside it.
  await build({
    entryPoints: { wasm_server: path.join(source, 'source/wasm_server.mjs') },
    outdir: path.join(server, 'lib'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    alias: { '@ecac/program': path.resolve(source, '../program/program.js') },
    logLevel: 'warning',
  });
  await build({
    entryPoints: [path.resolve(source, '../npm/lib/git_worker.js')],
    outfile: path.join(server, 'lib/git_worker.js'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
  // The extension itself is no module.
  writeFileSync(path.join(server, 'package.json'), '{"type": "module"}\n');
  cpSync(program, path.join(server, 'ecac.wasm'));
}
