// What the tests of this folder share: the program, samples to spoil, and processes.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const here = path.dirname(fileURLToPath(import.meta.url));
export const root = path.resolve(here, '../..');
export const program = path.resolve(process.env.ECAC ?? path.join(root, 'build/test/ecac'));

/** Where pictures and logs of a run lie. */
export const results = path.join(root, 'build/test-results/editors');
mkdirSync(results, { recursive: true });

/** A folder that is gone after the test. */
export const scratch = (t) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ecac-editors-'));
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  return folder;
};

/** A copy of a sample, which the test may change. */
export const sample = (t, name) => {
  const folder = path.join(scratch(t), name);
  cpSync(path.join(root, 'samples', name), folder, { recursive: true });
  return folder;
};

/** All files below a folder, with their paths from there. */
export const filesBelow = (folder, prefix = '') =>
  readdirSync(path.join(folder, prefix)).flatMap((name) => {
    const file = path.join(prefix, name);
    return statSync(path.join(folder, file)).isDirectory() ? filesBelow(folder, file) : [file];
  });

/** Blocks of code of a page in this language, in their order. */
export const blocks = (page, language) =>
  [...readFileSync(path.join(root, 'docs/editors', page), 'utf8').matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map((each) => each[1]);

/** A folder for the `PATH` with `ecac` in it, so that configurations are run as they stand on the pages. */
export const environment = (t) => {
  const home = scratch(t);
  const { LANG } = process.env;
  return { PATH: `${path.dirname(program)}:${process.env.PATH}`, HOME: home, XDG_CONFIG_HOME: path.join(home, '.config'), LANG: LANG ?? 'C.UTF-8', TERM: 'dumb' };
};

/** Runs a program without input, not longer than that; its exit code, output and errors as text. */
export const run = (file, args, { cwd, env, milliseconds = 30_000 } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const parts = { stdout: [], stderr: [] };
    for (const stream of ['stdout', 'stderr']) child[stream].on('data', (part) => parts[stream].push(part));
    const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code: code ?? signal, stdout: Buffer.concat(parts.stdout).toString('utf8'), stderr: Buffer.concat(parts.stderr).toString('utf8') });
    });
  });

/** The lines of JSON that a driver prints, joined to one object. */
export const told = ({ code, stdout, stderr }) => {
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
  try {
    return Object.assign({}, ...lines.map((line) => JSON.parse(line)));
  } catch (error) {
    throw new Error(`ended with ${code}: ${error.message}\n${stdout}\n${stderr}`);
  }
};

/** The processes with such a command line, of which the first word is the program. */
export const processes = (tells) =>
  readdirSync('/proc').filter((each) => /^\d+$/.test(each)).filter((each) => {
    try {
      return tells(readFileSync(`/proc/${each}/cmdline`, 'utf8').split('\0'));
    } catch {
      return false; // gone meanwhile
    }
  });
