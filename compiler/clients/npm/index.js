// ecac for programs: the documented JSON of a project on the disk or in memory.
import { readFile } from 'node:fs/promises';
import { createInstance } from './lib/instance.js';
import { createKeptStreams } from './lib/kept_streams.js';
import { createMemoryHost, normalPath } from './lib/memory_host.js';
import { createNodeHost } from './lib/node_host.js';
import { kCheckOptions, kCompileOptions, wordsOf } from './lib/options.js';

const kProject = '/project';

/** The run failed, or wrote nothing; the message is ecac's own. */
export class EcacError extends Error {
  name = 'EcacError';
  constructor(message, exitCode, report = null) {
    super(message);
    this.exitCode = exitCode;
    this.report = report;
  }
}

let module;
const compiledModule = () => {
  module ??= readFile(new URL('./ecac.wasm', import.meta.url)).then((bytes) => WebAssembly.compile(bytes));
  return module;
};

const filesOf = (project) => {
  const entries = project instanceof Map ? [...project] : Object.entries(project);
  return new Map(entries.map(([path, content]) => {
    if (typeof content !== 'string' && !(content instanceof Uint8Array)) {
      throw new TypeError(`the content of \`${path}\` is neither a text nor bytes`);
    }
    return [normalPath(`${kProject}/${path}`), content];
  }));
};

// Runs a command line on a folder of the disk, or on a map of files.
const run = async (command, words, project) => {
  const compiled = await compiledModule();
  const streams = createKeptStreams();
  const onDisk = typeof project === 'string';
  const host = onDisk
    ? createNodeHost({ streams })
    : createMemoryHost({ files: filesOf(project), streams, currentDirectory: kProject });
  // A fresh instance: none has to care what another left behind.
  const code = createInstance(compiled, host).run([command, ...words, '--', ...(project === null ? [] : [onDisk ? project : '.'])]);
  return { code, output: streams.output(), errors: streams.errors().trim() };
};

const isProject = (project) =>
  typeof project === 'string' ? project !== '' : typeof project === 'object' && project !== null && !(project instanceof Uint8Array);
const expectProject = (project) => {
  if (!isProject(project)) throw new TypeError('a project is the path of a folder, or an object or Map of paths and contents');
};

export const check = async (project, options = {}) => {
  expectProject(project);
  const { code, output, errors } = await run('check', ['--output-format=json', ...wordsOf(options, kCheckOptions, 'check')], project);
  if (output === '') throw new EcacError(errors, code);
  const report = JSON.parse(output);
  if (code === 2) throw new EcacError(report.failures.map((each) => each.message).join('; ') || errors, code, report);
  return report;
};

export const compile = async (project, options = {}) => {
  expectProject(project);
  const { code, output, errors } = await run('compile', wordsOf(options, kCompileOptions, 'compile'), project);
  if (output === '' || code === 2) throw new EcacError(errors, code);
  return JSON.parse(output);
};

export const explain = async (rule, { as = 'json' } = {}) => {
  if (as !== 'json' && as !== 'markdown') throw new TypeError(`explain answers as json or markdown, not as \`${as}\``);
  const streams = createKeptStreams();
  const host = createMemoryHost({ files: new Map(), streams });
  const code = createInstance(await compiledModule(), host).run(['explain', `--output-format=${as}`, '--', rule]);
  if (code !== 0) throw new EcacError(streams.errors().trim(), code);
  return as === 'json' ? JSON.parse(streams.output()) : streams.output();
};
