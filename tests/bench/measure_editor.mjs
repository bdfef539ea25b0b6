// Measures `ecac lsp` as an editor sees it, on a project of the disk, beside `ecac check` in the same run.
//
//   node tests/bench/measure_editor.mjs PROGRAM PROJECT [EDITS]
//
// PROJECT is what ecac_generate_project wrote; a permission set that all policies name is added to it. EDITS is how often a document is
// changed to see whether memory grows (100,000 by default).
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [program, project, edits = '100000'] = process.argv.slice(2);
if (!project) {
  console.error('usage: node tests/bench/measure_editor.mjs PROGRAM PROJECT [EDITS]');
  process.exit(2);
}
const kShared = 'Everybodys_Crew';

function filesBelow(folder) {
  return fs.readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath ?? entry.path, entry.name)).sort();
}

/// A permission set that the policies of all apps name.
function share(files) {
  const own = files.find((file) => file.endsWith('.permissionset-meta.xml'));
  const shared = path.join(path.dirname(own), `${kShared}.permissionset-meta.xml`);
  if (fs.existsSync(shared)) return shared;
  for (const file of files.filter((name) => name.includes('Policies'))) {
    const text = fs.readFileSync(file, 'utf8');
    const changed = text.replace(/(<commaSeparatedPermissionSet>)[^<]*/, `$1${kShared}`);
    if (changed !== text) fs.writeFileSync(file, changed);
  }
  fs.writeFileSync(shared, fs.readFileSync(own, 'utf8').replace(/<label>[^<]*/, '<label>Everybody'));
  return shared;
}

class Server {
  constructor() {
    this.child = spawn(program, ['lsp'], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.rest = Buffer.alloc(0);
    this.waiting = new Map();
    this.listeners = new Set();
    this.id = 0;
    this.child.stdout.on('data', (chunk) => this.read(chunk));
  }
  read(chunk) {
    this.rest = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    for (;;) {
      const end = this.rest.indexOf('\r\n\r\n');
      if (end < 0) return;
      const size = Number(/Content-Length: (\d+)/i.exec(this.rest.subarray(0, end).toString())[1]);
      if (this.rest.length < end + 4 + size) return;
      const message = JSON.parse(this.rest.subarray(end + 4, end + 4 + size).toString());
      this.rest = this.rest.subarray(end + 4 + size);
      this.take(message);
    }
  }
  take(message) {
    if (message.method && message.id !== undefined) return this.send({ id: message.id, result: null });
    if (message.id !== undefined) {
      const { resolve, reject } = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      return message.error ? reject(new Error(JSON.stringify(message.error))) : resolve(message.result);
    }
    for (const listener of [...this.listeners]) listener(message);
  }
  send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.child.stdin.write(body);
  }
  notify(method, params) { this.send({ method, params }); }
  request(method, params) {
    const id = ++this.id;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.send({ id, method, params });
    });
  }
  /// The first notification that it holds for.
  until(test) {
    return new Promise((resolve) => {
      const listener = (message) => {
        if (!test(message)) return;
        this.listeners.delete(listener);
        resolve(message);
      };
      this.listeners.add(listener);
    });
  }
  memory() {
    const status = fs.readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)[1]) * 1024;
  }
  async start() {
    await this.request('initialize', {
      processId: process.pid,
      rootUri: pathToFileURL(project).href,
      capabilities: { window: { workDoneProgress: true }, textDocument: { publishDiagnostics: { versionSupport: true } } },
    });
    this.loaded = this.until((message) => message.method === '$/progress' && message.params.value.kind === 'end');
    this.notify('initialized', {});
  }
  open(file, text = fs.readFileSync(file, 'utf8')) {
    const uri = pathToFileURL(file).href;
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'xml', version: 1, text } });
    return { uri, text, version: 1 };
  }
  change(document, text) {
    document.version += 1;
    this.notify('textDocument/didChange', {
      textDocument: { uri: document.uri, version: document.version }, contentChanges: [{ text }],
    });
  }
  told(document) {
    const { uri, version } = document;
    return this.until((message) => message.method === 'textDocument/publishDiagnostics' && message.params.uri === uri &&
      (message.params.version ?? version) >= version);
  }
  async stop() {
    await this.request('shutdown');
    this.notify('exit');
    await new Promise((resolve) => this.child.on('close', resolve));
  }
}

const now = () => performance.now();
async function timed(work) {
  const start = now();
  const result = await work();
  return [now() - start, result];
}
function spread(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part) => sorted[Math.floor(part * (sorted.length - 1))].toFixed(2);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(1)} ms (${sorted.length} times)`;
}
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const files = filesBelow(project);
const shared = share(files);
const bytes = files.reduce((sum, file) => sum + fs.statSync(file).size, 0);
console.log(`${files.length} files, ${(bytes / 1e6).toFixed(1)} MB`);

// The two loads by turns, since machines are noisy.
const checks = [];
const loads = [];
const firsts = [];
const settings = files.filter((file) => file.includes('.ecaOauth-meta.xml'));
for (let i = 0; i < 3; ++i) {
  const start = now();
  spawnSync(program, ['check', project, '--exit-zero', '-o', '/dev/null'], { stdio: 'ignore' });
  checks.push(now() - start);
  const server = new Server();
  const began = now();
  await server.start();
  // Of a file in which nothing is wrong nobody can say so before all is read.
  const wrong = fs.readFileSync(settings[i], 'utf8').replace(/<\/\w+>\s*$/, '<zebra>1</zebra>$&');
  const [first] = await timed(() => server.told(server.open(settings[i], wrong)));
  firsts.push(first);
  await server.loaded;
  loads.push(now() - began);
  await server.stop();
}
console.log(`check ${median(checks).toFixed(0)} ms, workspace loaded ${median(loads).toFixed(0)} ms: ` +
  `${(median(loads) / median(checks)).toFixed(2)} times`);
console.log(`first diagnostics of an opened document ${Math.max(...firsts).toFixed(1)} ms, while the workspace is loaded`);

const server = new Server();
await server.start();
await server.loaded;
console.log(`memory ${(server.memory() / 1e6).toFixed(0)} MB: ${(server.memory() / bytes).toFixed(2)} times the input`);

const opened = [];
for (let i = 0; i < 40; ++i) {
  const file = files[Math.floor((i + 0.5) * files.length / 40)];
  if (!file.endsWith('-meta.xml')) continue;
  const document = server.open(file);
  await server.told(document);
  opened.push(document);
}
const edited = [];
for (let i = 0; i < 1000; ++i) {
  const document = opened[i % opened.length];
  const broken = Math.floor(i / opened.length) % 2 === 0;
  const at = document.text.lastIndexOf('</');
  const text = broken ? `${document.text.slice(0, at)}<zebra>${i}</zebra>\n${document.text.slice(at)}` : document.text;
  const told = server.told({ uri: document.uri, version: document.version + 1 });
  const [time] = await timed(() => { server.change(document, text); return told; });
  edited.push(time);
}
console.log(`edit to diagnostics: ${spread(edited)}`);

const lines = (document) => document.text.split('\n');
async function each(method, places, more = {}) {
  const times = [];
  for (let i = 0; i < 500; ++i) {
    const document = opened[i % opened.length];
    const position = places(document, i);
    const [time] = await timed(() => server.request(method, { textDocument: { uri: document.uri }, position, ...more }));
    times.push(time);
  }
  return spread(times);
}
const somewhere = (document, i) => {
  const all = lines(document);
  const line = 2 + i % Math.max(1, all.length - 4);
  return { line, character: Math.floor(all[line].length / 2) };
};
console.log(`completion: ${await each('textDocument/completion', somewhere)}`);
console.log(`hover: ${await each('textDocument/hover', somewhere)}`);

const crew = server.open(shared);
await server.told(crew);
const references = [];
let count = 0;
for (let i = 0; i < 20; ++i) {
  const [time, found] = await timed(() => server.request('textDocument/references', {
    textDocument: { uri: crew.uri }, position: { line: 1, character: 3 }, context: { includeDeclaration: false },
  }));
  references.push(time);
  count = found.length;
}
console.log(`references of a permission set that ${count} places name: ${spread(references)}`);

const before = server.memory();
const document = opened[0];
let memories = [];
for (let i = 0; i < Number(edits); ++i) {
  server.change(document, `${document.text}<!-- ${i % 7} -->\n`);
  if (i % Math.ceil(Number(edits) / 20) === 0) {
    await server.request('textDocument/documentSymbol', { textDocument: { uri: document.uri } });
    memories.push(server.memory() / 1e6);
  }
}
await server.request('textDocument/documentSymbol', { textDocument: { uri: document.uri } });
console.log(`memory before ${edits} edits ${(before / 1e6).toFixed(0)} MB, on the way ${memories.map((each) => each.toFixed(0)).join(' ')}, ` +
  `after ${(server.memory() / 1e6).toFixed(0)} MB`);
await server.stop();
