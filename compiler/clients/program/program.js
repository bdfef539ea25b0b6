// Finds the ecac program of this machine and runs it, never through a shell.
import { accessSync, constants, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** There is no program to run; the message is for people and says what to do. */
export class ProgramMissing extends Error {
  name = 'ProgramMissing';
}

const isProgram = (file, platform) => {
  try {
    if (!statSync(file).isFile()) return false;
    // Windows knows no such bit; the name's ending decides there.
    if (platform !== 'win32') accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const ofPackage = (name, file) => {
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), 'bin', file);
  } catch {
    return null;
  }
};

// An `ecac.cmd` needs a shell, so it is not looked for.
const fileName = (name, platform) => (platform === 'win32' ? `${name}.exe` : name);

/** The program in the npm package of this platform; null where that is not installed. */
export const packagedProgram = ({ platform = process.platform, arch = process.arch } = {}) => {
  const file = ofPackage(`@ecac/${platform}-${arch}`, fileName('ecac', platform));
  return file !== null && isProgram(file, platform) ? file : null;
};

/** The first program of this name on the PATH; null if there is none. */
export const programOnPath = (name, { env = process.env, platform = process.platform } = {}) => {
  const { delimiter, isAbsolute, join } = platform === 'win32' ? path.win32 : path.posix;
  // Windows keeps its variables under names of any case.
  const key = Object.keys(env).find((each) => (platform === 'win32' ? each.toUpperCase() : each) === 'PATH');
  for (const folder of (env[key] ?? '').split(delimiter)) {
    const file = join(folder, fileName(name, platform));
    // A relative folder may be one of the repository that is looked at.
    if (isAbsolute(folder) && isProgram(file, platform)) return file;
  }
  return null;
};

/** The path of the program. Throws `ProgramMissing`. The machine is handed in for tests. */
export const findProgram = ({ env = process.env, platform = process.platform, arch = process.arch } = {}) => {
  if (env.ECAC) {
    if (isProgram(env.ECAC, platform)) return path.resolve(env.ECAC);
    throw new ProgramMissing(`the environment variable ECAC names \`${env.ECAC}\`, which is no program`);
  }
  const found = packagedProgram({ platform, arch }) ?? programOnPath('ecac', { env, platform });
  if (found !== null) return found;
  const name = fileName('ecac', platform);
  throw new ProgramMissing(`there is no \`${name}\` on the PATH; install ecac, or name the program in the environment variable ECAC`);
};

/**
 * Runs the program with these arguments. The exit code is ecac's own; 2 also stands for a program that was killed. `stdio` is
 * that of node:child_process; what a pipe at 1 brings is `output`. Throws `ProgramMissing` if it cannot be started.
 */
export const runProgram = async (program, args, { cwd, env, stdio = 'inherit' } = {}) => {
  // Late, for who only looks for a program.
  const { spawn } = await import('node:child_process');
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio, shell: false, windowsHide: true });
    const parts = [];
    child.stdout?.on('data', (part) => parts.push(part));
    child.on('error', (error) => reject(new ProgramMissing(`\`${program}\` cannot be started: ${error.message}`)));
    child.on('close', (code, signal) => resolve({ code: code ?? 2, signal, output: Buffer.concat(parts).toString('utf8') }));
  });
};
