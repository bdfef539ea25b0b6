// VS Code as a server for browsers, out of the npm package code-server: with the extension in it, and nothing of a person.
import { spawn } from 'node:child_process';
import { mkdirSync, openSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { here, results, run } from '../support.mjs';

// The package's own start needs a module that would have to be compiled; this one does not.
const main = path.join(here, 'node_modules/code-server/lib/vscode/out/server-main.js');

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const answers = async (address) => {
  try {
    return (await fetch(`${address}/version`)).ok;
  } catch {
    return false;
  }
};

/** Starts it with a `.vsix` installed; `address` is its page, `end` waits until it is gone. */
export const startServer = async ({ state, vsix, name = 'vscode' }) => {
  mkdirSync(path.join(state, 'data/logs'), { recursive: true });
  mkdirSync(path.join(state, 'ext'), { recursive: true });
  const common = [main, '--accept-server-license-terms', '--server-data-dir', state, '--extensions-dir', path.join(state, 'ext'), '--telemetry-level', 'off'];
  const { PATH } = process.env;
  const env = { PATH, HOME: state, LANG: 'C.UTF-8' };
  const installed = await run(process.execPath, [...common, '--install-extension', vsix], { env });
  if (installed.code !== 0) throw new Error(`the extension cannot be installed:\n${installed.stdout}${installed.stderr}`);
  const port = await freePort();
  const log = openSync(path.join(results, `${name}.log`), 'w');
  const child = spawn(process.execPath, [...common, '--without-connection-token', '--disable-workspace-trust', '--host', '127.0.0.1', '--port', String(port)],
    { env, stdio: ['ignore', log, log], detached: true });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const address = `http://127.0.0.1:${port}`;
  for (let i = 0; !(await answers(address)); ++i) {
    if (i === 200) throw new Error('VS Code does not answer');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    address,
    async end() {
      // Its children too: hosts of extensions, and through them servers.
      process.kill(-child.pid, 'SIGTERM');
      await ended;
    },
  };
};
