// What the tests of this folder share: the program, samples to spoil, and processes.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const here = path.dirname(fileURLToPath(import.meta.url));
export const root = path.resolve(here, '../..');
export const program = path.resolve(process.env.ECAC ?? path.join(root, 'build/test/ecac'));

/** The environment without what a continuous build or a person's terminal puts into it. */
export const plainEnvironment = (more = {}) => {
  const { PATH, HOME, LANG } = process.env;
  return { PATH, HOME, LANG, ECAC: program, ...more };
};

/** A folder that is gone after the test. */
export const scratch = (t) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ecac-hosts-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** A copy of a sample, which the test may change. */
export const sample = (t, name) => {
  const folder = path.join(scratch(t), name);
  cpSync(path.join(root, 'samples', name), folder, { recursive: true });
  return folder;
};

/** Runs a program; its exit code, output and errors as text. */
export const run = (file, args, { cwd, env, input } = {}) => {
  const { status, signal, error, stdout, stderr } = spawnSync(file, args, {
    cwd, input, env: env ?? plainEnvironment(), encoding: 'utf8', maxBuffer: 1 << 26,
  });
  if (error) throw error;
  return { code: status ?? signal, stdout, stderr };
};

/** A git repository in the folder with one commit of all that is there. */
export const repository = (folder) => {
  const git = (...args) => {
    const { code, stderr } = run('git', ['-C', folder, '-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args]);
    if (code !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  };
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '--message=All');
  return git;
};
