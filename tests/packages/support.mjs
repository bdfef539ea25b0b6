// What the tests of this folder share: where things are, and processes.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
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
