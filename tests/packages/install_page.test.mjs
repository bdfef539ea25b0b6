// docs/install.md: complete, and its commands are commands.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { parse } from 'yaml';
import { build, must, program, read, root, run, scratch, version } from './support.mjs';

const page = read('docs/install.md');
const sections = new Map(page.split(/^## /m).slice(1).map((text) => [text.split('\n')[0], text]));
const blocks = (language) => [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map((each) => each[1]);
const ways = [...page.matchAll(/^\| \[.*?\]\(#(.*?)\) \| .*? \| (.*?) \|$/gm)].map(([, anchor, today]) => ({ anchor, today }));
const sectionOf = (anchor) => [...sections].find(([heading]) => heading.toLowerCase().replaceAll(' ', '-') === anchor)?.[1];

test('each way has a section that says whether it is there, and how to leave it', () => {
  assert.ok(ways.length >= 9);
  for (const { anchor, today } of ways) {
    const text = sectionOf(anchor);
    assert.ok(text, `there is no section ${anchor}`);
    assert.match(text, /^Uninstall: /m, anchor);
    assert.equal(/not published yet/i.test(text), today.includes('not published yet'), anchor);
  }
});

test('every block is one that its reader takes', (t) => {
  assert.ok(blocks('sh').length >= 9);
  for (const block of blocks('sh')) {
    const { code, stderr } = run('bash', ['-n'], { input: block });
    assert.equal(code, 0, `${block}${stderr}`);
  }
  for (const block of blocks('yaml')) assert.ok(parse(block));
});

test('building from source is told as the README tells it', () => {
  const readme = read('README.md');
  for (const line of ['./ecacw check samples/headless-public   # installs what is missing, builds if needed, runs ecac', 'cmake --preset release && cmake --build --preset release']) {
    assert.ok(readme.includes(`${line}\n`), line);
    assert.ok(page.includes(`${line}\n`), line);
  }
});

test('names and numbers are those of the project', () => {
  for (const [number] of page.matchAll(/\b\d+\.\d+\.\d+\b/g)) assert.equal(number, version);
  const fill = read('compiler/release/fill');
  const archives = [...new Set([...page.matchAll(/ecac-\d[\w.-]*?\.(?:tar\.gz|zip)/g)].map((each) => each[0]))];
  assert.equal(archives.length, 3);
  for (const archive of archives) assert.ok(fill.includes(archive.replace(version, '$version')), archive);
  const { PackageIdentifier } = parse(read('compiler/release/winget/ecac.ecac.yaml'));
  assert.ok(sectionOf('winget').includes(`--id ${PackageIdentifier}\n`));
  const hooks = parse(read('.pre-commit-hooks.yaml')).map((each) => each.id);
  const [{ hooks: named }] = parse(blocks('yaml').find((each) => each.includes('hooks'))).repos;
  for (const { id } of named) assert.ok(hooks.includes(id), id);
});

test('what asks whether it is there answers', (t) => {
  const folder = scratch(t);
  const env = { ...process.env, PATH: `${path.dirname(program)}:${process.env.PATH}`, HOME: folder };
  for (const block of [sections.get('Is it there?'), sections.get('Completion')].map((text) => /```sh\n([^]*?)```/.exec(text)[1])) {
    const { code, stdout, stderr } = run('bash', ['-ec', block], { cwd: path.join(root, 'samples/headless-public'), env });
    assert.equal(code, 0, `${block}${stdout}${stderr}`);
  }
  assert.ok(existsSync(path.join(folder, '.zfunc/_ecac')));
});

test('what cmake installs, the line for it takes away', (t) => {
  const prefix = path.join(scratch(t), 'prefix');
  must('cmake', ['--install', build, '--prefix', prefix]);
  for (const file of ['bin/ecac', 'share/man/man1/ecac.1.gz', 'share/bash-completion/completions/ecac', 'share/zsh/site-functions/_ecac']) {
    assert.ok(existsSync(path.join(prefix, file)), file);
  }
  const manifest = path.join(build, 'install_manifest.txt');
  const line = /^Uninstall: `sudo (.*)`\.$/m.exec(sectionOf('from-source'))[1].replace('build/release/install_manifest.txt', manifest);
  const listed = readFileSync(manifest, 'utf8').trim().split('\n');
  must('bash', ['-ec', line]);
  for (const file of listed) assert.equal(existsSync(file), false, file);
  assert.equal(must('find', [prefix, '-type', 'f']), '');
});
