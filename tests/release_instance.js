// Runs commands in one instance of ecac.wasm, one after the other, and keeps what it says in files:
//   node release_instance.js PACKAGE WORLD COMMANDS FOLDER
// A command is a line: a folder below WORLD and the words, separated by tabs.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

async function main([npmPackage, world, commands, folder]) {
  const { createInstance } = await import(path.join(npmPackage, 'lib/instance.js'));
  const { createNodeHost } = await import(path.join(npmPackage, 'lib/node_host.js'));
  const { createKeptStreams } = await import(path.join(npmPackage, 'lib/kept_streams.js'));
  fs.mkdirSync(folder, { recursive: true });
  let streams = createKeptStreams();
  const current = {
    isTerminal: () => false,
    write: (stream, bytes) => streams.write(stream, bytes),
    read: (limit) => streams.read(limit),
  };
  const module = new WebAssembly.Module(fs.readFileSync(path.join(npmPackage, 'ecac.wasm')));
  // A host keeps the folder that it was made in.
  const host = { ...createNodeHost({ streams: current }), currentDirectory: () => createNodeHost({ streams: current }).currentDirectory() };
  const instance = createInstance(module, host);
  fs.readFileSync(commands, 'utf8').trimEnd().split('\n').forEach((line, index) => {
    const [below, ...words] = line.split('\t');
    process.chdir(path.join(world, below));
    streams = createKeptStreams();
    const code = instance.run(words);
    const file = path.join(folder, String(index + 1));
    fs.writeFileSync(`${file}.out`, streams.output());
    fs.writeFileSync(`${file}.err`, streams.errors());
    fs.writeFileSync(`${file}.code`, `${code}\n`);
  });
}

main(process.argv.slice(2));
