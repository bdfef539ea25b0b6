// What the tests of this folder share: where things are, processes, and a release of made-up archives.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const build = path.resolve(process.env.ECAC_BUILD ?? path.join(root, 'build/test'));
export const program = path.join(build, 'ecac');

/** A file of the project as text. */
export const read = (...names) => readFileSync(path.join(root, ...names), 'utf8');

/** The version of the project, which stands in one place. */
export const version = /^project\(ecac VERSION (\d+\.\d+\.\d+) /m.exec(read('CMakeLists.txt'))[1];

/** A folder that is gone after the test. */
export const scratch = (t) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ecac-packages-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** Runs a program; its exit code, output and errors as text. */
export const run = (file, args, { cwd, env, input } = {}) => {
  const { status, signal, error, stdout, stderr } = spawnSync(file, args, {
    cwd, input, env: env ?? process.env, encoding: 'utf8', maxBuffer: 1 << 26,
  });
  if (error) throw error;
  return { code: status ?? signal, stdout, stderr };
};

/** The same for what has to succeed; its output. */
export const must = (file, args, options) => {
  const { code, stdout, stderr } = run(file, args, options);
  if (code !== 0) throw new Error(`${file} ${args.join(' ')} ends with ${code}\n${stdout}${stderr}`);
  return stdout;
};

const aarch64 = 0xb7; // e_machine of an ELF file
const made = new Map();

// Once for all tests of a process; what is packed does not change.
const madeRelease = (top) => {
  if (made.has(top)) return made.get(top);
  const work = mkdtempSync(path.join(os.tmpdir(), 'ecac-release-'));
  process.on('exit', () => rmSync(work, { recursive: true, force: true }));
  const archives = path.join(work, 'archives');
  mkdirSync(archives);
  const program = path.join(work, 'echo');
  must('gcc', ['-x', 'c', '-static', '-s', '-o', program, '-'],
    { input: '#include <stdio.h>\nint main(int n, char** words) {\n  while (*++words) puts(*words);\n  return n > 9;\n}\n' });
  const pack = (name, file, bytes) => {
    const folder = path.join(work, name, top);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, file), bytes, { mode: 0o755 });
    for (const each of ['LICENSE', 'README.md']) cpSync(path.join(root, each), path.join(folder, each));
    const inside = top === '' ? [file, 'LICENSE', 'README.md'] : [top];
    const form = name.endsWith('.zip') ? ['cf', '--format=zip'] : ['czf', '--format=gnutar'];
    must('cmake', ['-E', 'tar', form[0], path.join(archives, `ecac-${version}-${name}`), form[1], '--', ...inside], { cwd: path.join(work, name) });
  };
  const bytes = readFileSync(program);
  pack('linux-x86_64.tar.gz', 'ecac', bytes);
  bytes[18] = aarch64;
  pack('linux-aarch64.tar.gz', 'ecac', bytes);
  pack('windows-x86_64.zip', 'ecac.exe', 'MZ');
  mkdirSync(path.join(work, 'package'));
  writeFileSync(path.join(work, 'package/package.json'), JSON.stringify({ name: 'ecac', version }));
  must('tar', ['-czf', path.join(archives, `ecac-${version}.tgz`), 'package'], { cwd: work });
  made.set(top, archives);
  return archives;
};

/** Archives as a release has them, with small static programs that print their arguments; in a folder `top` inside them. */
export const release = (t, top = '') => {
  const folder = path.join(scratch(t), 'archives');
  cpSync(madeRelease(top), folder, { recursive: true });
  return folder;
};

export const base
 = 'https://downloads.example.com/ecac/v1';
export const home = 'https://ecac.example.com';

/** Runs compiler/release/fill. */
export const fill = (archives, output, words = {}) =>
  run(path.join(root, 'compiler/release/fill'), [words.version ?? version, words.base ?? base, words.home ?? home, archives, output]);
