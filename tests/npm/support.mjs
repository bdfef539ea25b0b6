// The package as somebody gets it, in a folder that has nothing else; and the program that it is held to.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const program = path.resolve(process.env.ECAC);
export const packages = path.resolve(process.env.ECAC_NPM);

/** A folder that is gone when the tests end. */
export const scratch = () => {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'ecac-npm-')));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** Runs a program; its exit code or signal, and what it wrote. */
export const run = (file, words, { cwd, env = process.env, input = '' } = {}) => {
  const { status, signal, error, stdout, stderr } = spawnSync(file, words, { cwd, env, input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error) throw error;
  return { code: status ?? signal, stdout, stderr };
};

export const archive = (pattern) => path.join(packages, readdirSync(packages).find((name) => pattern.test(name)));

/** A folder with the package installed from its archive, without the programs of platforms. */
export const install = (...more) => {
  const folder = scratch();
  writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
  const { code, stderr } = run('npm', ['install', '--no-audit', '--no-fund', '--omit=optional', '--loglevel=error', archive(/^ecac-\d[\d.]*\.tgz$/), ...more], { cwd: folder });
  if (code !== 0) throw new Error(stderr);
  return folder;
};

/** Samples in a git repository with two commits, and what of bad input a repository may have. */
export const world = () => {
  const folder = scratch();
  cpSync(path.join(root, 'samples'), path.join(folder, 'samples'), { recursive: true });
  const git = (...words) => {
    const { code, stderr } = run('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...words], { cwd: folder });
    if (code !== 0) throw new Error(stderr);
  };
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-qm', 'before');
  run('sh', ['-c', "find samples/headless-public -name '*.ecaOauth-meta.xml' -exec sed -i 's/<label>/<label>New /' {} +"], { cwd: folder });
  git('commit', '-qam', 'after');
  return folder;
};
