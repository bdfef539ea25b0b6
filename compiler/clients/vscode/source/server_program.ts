// Which program serves: one that the settings name, that of this extension, or ecac.wasm on the editor's own Node.
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';

export interface ServerProgram {
  /** In words for people: where it comes from. */
  origin: string;
  command: string;
  args: string[];
  environment: Record<string, string>;
}

/** There is nothing to start; the message says what to do. */
export class ServerMissing extends Error {
  override name = 'ServerMissing';
}

export interface Asked {
  /** Where the extension lies. */
  extension: string;
  /** The program that the settings name; "" is none. */
  configured: string;
  args: string[];
  platform?: NodeJS.Platform;
}

const isProgram = (file: string, platform: NodeJS.Platform) => {
  try {
    accessSync(file, platform === 'win32' ? constants.R_OK : constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

export const findServer = ({ extension, configured, args, platform = process.platform }: Asked): ServerProgram => {
  const words = ['lsp', ...args];
  if (configured !== '') {
    // From where a relative path would be meant, nobody can say.
    if (!path.isAbsolute(configured)) throw new ServerMissing(`\`ecac.server.path\` is \`${configured}\`, which is no absolute path`);
    if (!isProgram(configured, platform)) throw new ServerMissing(`\`ecac.server.path\` is \`${configured}\`, which is no program`);
    return { origin: 'named by ecac.server.path', command: configured, args: words, environment: {} };
  }
  const native = path.join(extension, 'server', platform === 'win32' ? 'ecac.exe' : 'ecac');
  if (isProgram(native, platform)) return { origin: 'of this extension', command: native, args: words, environment: {} };
  const wasm = path.join(extension, 'server', 'lib', 'wasm_server.mjs');
  if (existsSync(wasm)) {
    // The editor is no Node by itself, but becomes one when it is told so.
    return { origin: 'WebAssembly', command: process.execPath, args: [wasm, ...words], environment: { ELECTRON_RUN_AS_NODE: '1' } };
  }
  throw new ServerMissing('this extension holds no server for this machine; install `ecac` and name it in the setting `ecac.server.path`');
};
