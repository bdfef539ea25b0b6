// Runs the program of this machine in place of this one.
import { spawn } from 'node:child_process';

const kHandedOn = ['SIGTERM', 'SIGHUP'];

/**
 * The exit code of the program, which has the streams of this process; null if it cannot be started. A signal that ends it ends
 * this process, too.
 */
export const runNative = (program, words) =>
  new Promise((resolve) => {
    // A terminal sends Ctrl-C to both; the program decides how it ends. All this before it starts: it may be fast.
    let child;
    const wait = () => {};
    const handOn = (name) => child.kill(name);
    process.on('SIGINT', wait);
    for (const name of kHandedOn) process.on(name, handOn);
    const rest = () => {
      process.off('SIGINT', wait);
      for (const name of kHandedOn) process.off(name, handOn);
    };
    child = spawn(program, words, { stdio: 'inherit', shell: false, windowsHide: true });
    child.once('error', () => {
      rest();
      resolve(null);
    });
    child.once('close', (code, name) => {
      rest();
      if (name !== null) process.kill(process.pid, name);
      resolve(code ?? 2);
    });
  });
