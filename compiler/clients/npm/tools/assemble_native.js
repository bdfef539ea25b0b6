// Puts the npm package of one platform's program together: `node assemble_native.js PLATFORM PROGRAM FOLDER VERSION`, where
// PLATFORM is such as linux-x64.
import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../..');
const [platform, program, folder, version] = process.argv.slice(2);
const [os, cpu] = platform.split('-');
const file = os === 'win32' ? 'bin/ecac.exe' : 'bin/ecac';
const manifest = {
  name: `@ecac/${platform}`,
  version,
  description: `The ecac program for ${platform}; the package ecac installs it where it fits`,
  license: 'Apache-2.0',
  os: [os],
  cpu: [cpu],
  files: [file],
  // Strict package managers unpack nothing that is to be started from inside an archive.
  preferUnplugged: true,
};

rmSync(folder, { recursive: true, force: true });
mkdirSync(path.join(folder, 'bin'), { recursive: true });
writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
writeFileSync(path.join(folder, 'README.md'), `# @ecac/${platform}\n\nThe program of the npm package \`ecac\` for ${platform}. Install that one; it takes this where it fits.\n`);
cpSync(path.join(root, 'LICENSE'), path.join(folder, 'LICENSE'));
cpSync(program, path.join(folder, file));
chmodSync(path.join(folder, file), 0o755);
