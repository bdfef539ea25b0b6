// `npx ecac` says what the program says, byte for byte.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import zlib from 'node:zlib';
import { archive, install, packages, program, root, run, scratch, world } from './support.mjs';

const installed = install();
const launcher = path.join(installed, 'node_modules/ecac/bin/ecac.js');
const place = world();
const both = (words, options = {}) => {
  const cwd = options.cwd ?? place;
  const node = run(process.execPath, [launcher, ...words], { ...options, cwd });
  assert.deepEqual(node, run(program, words, { ...options, cwd }), words.join(' '));
  return node;
};

test('npx runs it in a folder that has nothing else', () => {
  const { code, stdout } = run('npx', ['--no-install', 'ecac', 'check', path.join(place, 'samples/headless-public')], { cwd: installed });
  assert.equal(code, 0);
  assert.match(stdout, /no findings|No findings/i);
});

for (const sample of fs.readdirSync(path.join(root, 'samples'))) {
  test(`${sample} in every format`, () => {
    for (const format of ['full', 'concise', 'json', 'json-lines', 'sarif', 'github', 'markdown', 'gitlab', 'junit', 'checkstyle', 'azure', 'rdjson', 'rdjsonl', 'csv', 'code-analyzer-json', 'html']) {
      both(['check', `samples/${sample}`, '--output-format', format, '--mode', 'audit']);
    }
    for (const mode of ['lint', 'predeploy']) both(['check', `samples/${sample}`, '--mode', mode]);
    both(['compile', `samples/${sample}`, '--emit-partial']);
    both(['plan', `samples/${sample}`, '--emit-partial']);
    both(['check', `samples/${sample}`, '--diff', '--unsafe-fixes']);
    both(['check', `samples/${sample}`, '--color', 'always']);
  });
}

test('every other command', () => {
  both(['explain', 'FLW021', 'SCH004']);
  both(['explain', '--app', 'Portal', 'samples/headless-public']);
  both(['rules', '--output-format', 'json']);
  both(['schema', 'ExternalCredential', '--output-format', 'xsd']);
  both(['completion', 'bash']);
  both(['help', 'check']);
  both([]);
  assert.equal(run(process.execPath, [launcher, '--version']).stdout, run(program, ['--version']).stdout);
  assert.equal(JSON.parse(run(process.execPath, [launcher, 'version', '--output-format', 'json']).stdout).tool.name, 'ecac');
});

test('every way to be wrong', () => {
  for (const words of [['check', 'nowhere'], ['check', '--no-such'], ['chekc'], ['check', 'samples', '--config', 'nowhere.json'], ['explain', 'XYZ999'], ['check', '-o', 'x.unknown'], ['check', `samples/${'x'.repeat(300)}`]]) {
    assert.equal(both(words).code, 2, words.join(' '));
  }
});

test('earlier revisions, by git', () => {
  both(['check', 'samples/headless-public', '--against', 'HEAD~1', '--output-format', 'json']);
  both(['check', 'samples/headless-public-broken', '--since', 'HEAD~1']);
  both(['check', 'samples/headless-public', '--since', 'no-such-branch']);
  both(['check', '--staged']);
  const bare = run(process.execPath, [launcher, 'check', 'samples/headless-public', '--against', 'HEAD'], { cwd: place, env: { PATH: '/nowhere' } });
  assert.equal(bare.code, 2);
  assert.match(bare.stderr, /git/);
});

test('what is read from a pipe', () => {
  const file = 'samples/headless-public-broken/force-app/main/default/externalClientApps/Portal.eca-meta.xml';
  both(['check', '-', '--stdin-filename', file], { input: fs.readFileSync(path.join(place, file)) });
  both(['check', '--files-from', '-'], { input: `${file}\n` });
  const listed = (command) => run('bash', ['-c', `${command} check --files-from <(echo ${file})`], { cwd: place });
  assert.deepEqual(listed(`node ${launcher}`), listed(program));
});

test('fixes make the same tree', () => {
  const trees = [process.execPath, program].map((file) => {
    const folder = scratch();
    fs.cpSync(path.join(root, 'samples/headless-public-broken'), folder, { recursive: true });
    const answer = run(file, [...(file === program ? [] : [launcher]), 'check', '--fix', '--unsafe-fixes'], { cwd: folder });
    const files = fs.readdirSync(folder, { recursive: true }).map(String).sort().filter((name) => fs.statSync(path.join(folder, name)).isFile());
    return { answer, files: files.map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]) };
  });
  assert.deepEqual(trees[0], trees[1]);
});

test('names of any kind', () => {
  const folder = scratch();
  const text = fs.readFileSync(path.join(root, 'samples/headless-public-broken/force-app/main/default/externalClientApps/Portal.eca-meta.xml'));
  for (const name of ['a b', 'ä\u{1f600}', 'back\\slash', 'C:', "quote'\"", '--option', 'line\nbreak']) {
    fs.mkdirSync(path.join(folder, name, 'externalClientApps'), { recursive: true });
    fs.writeFileSync(path.join(folder, name, 'externalClientApps', `${name}.eca-meta.xml`), text);
  }
  const odd = Buffer.concat([Buffer.from(`${folder}/externalClientApps/`), Buffer.from([0xff]), Buffer.from('.eca-meta.xml')]);
  fs.mkdirSync(path.join(folder, 'externalClientApps'));
  fs.writeFileSync(odd, text);
  let deep = folder;
  for (let i = 0; i < 6; ++i) deep = path.join(deep, 'd'.repeat(50));
  fs.mkdirSync(path.join(deep, 'externalClientApps'), { recursive: true });
  fs.writeFileSync(path.join(deep, 'externalClientApps/A.eca-meta.xml'), text);
  both(['check', '--output-format', 'json'], { cwd: folder });
  both(['check'], { cwd: folder });
  both(['check', 'ä\u{1f600}', 'back\\slash', 'C:', '--', '--option'], { cwd: folder });
  const fixed = (file) => run('sh', ['-c', `${file} check "$(printf 'externalClientApps/\\377.eca-meta.xml')" --diff`], { cwd: folder });
  assert.deepEqual(fixed(`node ${launcher}`), fixed(program));
});

test('files that are none, folders that are closed', () => {
  const folder = scratch();
  fs.mkdirSync(path.join(folder, 'externalClientApps'));
  run('mkfifo', [path.join(folder, 'externalClientApps/Pipe.eca-meta.xml')]);
  fs.symlinkSync('/dev/zero', path.join(folder, 'externalClientApps/Endless.eca-meta.xml'));
  fs.symlinkSync('loop', path.join(folder, 'externalClientApps/loop'));
  fs.symlinkSync('gone', path.join(folder, 'externalClientApps/Gone.eca-meta.xml'));
  fs.writeFileSync(path.join(folder, 'externalClientApps/Bytes.eca-meta.xml'), Buffer.from([0, 1, 0xff]));
  both(['check'], { cwd: folder });
  both(['check', 'externalClientApps/Pipe.eca-meta.xml'], { cwd: folder });
  both(['check', '--config', '/dev/zero'], { cwd: folder });
  if (process.geteuid() === 0) return;
  fs.mkdirSync(path.join(folder, 'closed'), { mode: 0 });
  both(['check'], { cwd: folder });
  fs.chmodSync(path.join(folder, 'closed'), 0o755);
});

test('a reader that goes away, a disk that is full, Ctrl-C', async () => {
  for (const file of [`node ${launcher}`, program]) {
    const { stdout, stderr } = run('bash', ['-c', `${file} check samples --output-format json | head -c 5; echo " \${PIPESTATUS[0]}"`], { cwd: place });
    assert.match(stdout, /^\{\n {2}" \d+\n$/, file);
    assert.equal(stderr, '', file);
  }
  const full = (file) => run('sh', ['-c', `${file} check samples --output-format json >/dev/full`], { cwd: place });
  assert.deepEqual(full(`node ${launcher}`), full(program));
  const child = spawn(process.execPath, [launcher, 'check', '-', '--stdin-filename', 'a.eca-meta.xml'], { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text) => { said += text; });
  await new Promise((later) => setTimeout(later, 1500));
  child.kill('SIGINT');
  assert.equal(await new Promise((ended) => child.once('exit', (code, signal) => ended(signal))), 'SIGINT');
  assert.equal(said, '');
});

test('the program for this machine runs where it is installed', { skip: process.platform !== 'linux' || process.arch !== 'x64' }, () => {
  const folder = install(archive(/^ecac-linux-x64-.*\.tgz$/));
  const { stdout } = run('npx', ['--no-install', 'ecac', 'version', '--output-format', 'json'], { cwd: folder });
  assert.equal(stdout, run(program, ['version', '--output-format', 'json']).stdout);
});

test('it is small, and starts as fast as it may', () => {
  const wasm = fs.readFileSync(path.join(packages, 'ecac/ecac.wasm'));
  const packed = zlib.brotliCompressSync(wasm, { params: { [zlib.constants.BROTLI_PARAM_SIZE_HINT]: wasm.length, [zlib.constants.BROTLI_PARAM_LGWIN]: 24 } }).length;
  console.log(`ecac.wasm: ${wasm.length} bytes, brotli ${packed}; package ${fs.statSync(archive(/^ecac-\d[\d.]*\.tgz$/)).size}`);
  assert.ok(wasm.length <= 5_000_000 && packed <= 1_200_000);
  assert.ok(fs.statSync(archive(/^ecac-\d[\d.]*\.tgz$/)).size <= 2_000_000);
  // Processor time of both, the least of several.
  const time = (words) => Math.min(...Array.from({ length: 5 }, () => {
    const { stderr } = run('bash', ['-c', 'TIMEFORMAT="%U %S"; time "$@" >/dev/null', 'bash', process.execPath, ...words], { cwd: place });
    return stderr.trim().split('\n').at(-1).split(' ').map(Number).reduce((a, b) => a + b);
  }));
  const empty = time(['-e', '0']);
  const check = time([launcher, 'check', 'samples/headless-public']);
  console.log(`node -e 0: ${empty} s, check of a sample: ${check} s`);
  assert.ok(check <= 3.5 * empty, `${check} s beside ${empty} s`);
});
