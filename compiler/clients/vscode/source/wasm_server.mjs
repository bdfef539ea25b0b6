// ecac.wasm as a process: what the extension starts where it holds no program for this machine.
import { readFileSync } from 'node:fs';
import { createInstance } from '../../npm/lib/instance.js';
import { createNodeHost } from '../../npm/lib/node_host.js';

// Unlike a check, a server runs for hours, so V8 optimises as it thinks right.
const host = createNodeHost();
try {
  const module = new WebAssembly.Module(readFileSync(new URL('../ecac.wasm', import.meta.url)));
  process.exitCode = createInstance(module, host).run(process.argv.slice(2));
} catch (error) {
  host.writeStream(2, Buffer.from(`ecac: internal error: ${error.message}\n`));
  process.exitCode = 2;
}
