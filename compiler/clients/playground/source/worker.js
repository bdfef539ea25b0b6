// Runs ecac.wasm off the page. Each message is a command line and files; the answer is what it wrote, and the files after it.
import { createInstance } from '../../npm/lib/instance.js';
import { createKeptStreams } from '../../npm/lib/kept_streams.js';
import { createMemoryHost } from '../../npm/lib/memory_host.js';

const kProject = '/project';

const load = async () => {
  const answer = await fetch(new URL('ecac.wasm', self.location.href));
  if (!answer.ok) throw new Error(`ecac.wasm is not there: ${answer.status} ${answer.statusText}`);
  // Plain servers do not know what such a file is, so it is not compiled while it comes.
  return WebAssembly.compile(await answer.arrayBuffer());
};

let module = null;
let machine = null;

// One instance serves all runs; one that has failed is of no use any more.
const boot = async () => {
  module ??= load();
  let streams = createKeptStreams();
  const host = createMemoryHost({
    files: new Map(),
    currentDirectory: kProject,
    streams: { isTerminal: () => false, write: (stream, bytes) => streams.write(stream, bytes), read: (limit) => streams.read(limit) },
  });
  const instance = createInstance(await module, host);
  return (words, files) => {
    streams = createKeptStreams();
    const map = new Map([...files].map(([path, content]) => [`${kProject}/${path}`, content]));
    host.reset(map);
    const code = instance.run(words);
    const changed = [...map].filter(([path, content]) => files.get(path.slice(kProject.length + 1)) !== content);
    return {
      code,
      output: streams.output(),
      errors: streams.errors(),
      changed: new Map(changed.map(([path, content]) => [path.slice(kProject.length + 1), typeof content === 'string' ? content : new TextDecoder('utf-8', { ignoreBOM: true }).decode(content)])),
      removed: [...files.keys()].filter((path) => !map.has(`${kProject}/${path}`)),
    };
  };
};

self.addEventListener('message', async ({ data: { id, words, files } }) => {
  try {
    machine ??= await boot();
    self.postMessage({ id, result: machine(words, files) });
  } catch (error) {
    machine = null;
    if (!(error instanceof WebAssembly.RuntimeError)) module = null;
    self.postMessage({ id, error: error.message });
  }
});
