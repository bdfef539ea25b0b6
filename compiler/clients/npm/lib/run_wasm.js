// Runs ecac.wasm in this process as a program.
import { existsSync, readFileSync } from 'node:fs';
import v8 from 'node:v8';
import { createInstance } from './instance.js';
import { createNodeHost } from './node_host.js';

// V8 begins to optimise far too early for a run as short as ours, and Node waits for that at its end; and it need not look at
// functions that are never called.
const kFlags = ['--wasm-tiering-budget=100000000', '--wasm-lazy-validation'];

// A word that is no UTF-8 has lost its bytes in `process.argv`; Linux still has them.
const wholeWords = (words) => {
  if (!words.some((word) => word.includes('\ufffd')) || !existsSync('/proc/self/cmdline')) return words;
  const all = readFileSync('/proc/self/cmdline');
  const parts = [];
  for (let at = 0; at < all.length; ) {
    const end = all.indexOf(0, at);
    parts.push(all.subarray(at, end));
    at = end + 1;
  }
  return parts.slice(parts.length - words.length);
};

/** Where the module lies beside this one. */
export const modulePath = new URL('../ecac.wasm', import.meta.url);

/** Runs the words of a command line; the exit code. What the module itself gets wrong is 2 and a sentence. */
export const runWasm = (words) => {
  for (const flag of kFlags) v8.setFlagsFromString(flag);
  const host = createNodeHost();
  try {
    const instance = createInstance(new WebAssembly.Module(readFileSync(modulePath)), host);
    return instance.run(wholeWords(words));
  } catch (error) {
    host.writeStream(2, Buffer.from(`ecac: internal error: ${error.message}\n`));
    return 2;
  }
};
