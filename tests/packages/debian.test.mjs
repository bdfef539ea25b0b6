// The Debian package of this build: what is in it, what the checker of Debian says, and that it comes and goes without a trace.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { build, must, program, read, run, scratch, version } from './support.mjs';

let work;
let file;
before(() => {
  work = mkdtempSync(path.join(os.tmpdir(), 'ecac-debian-'));
  must('cpack', ['-G', 'DEB', '--config', path.join(build, 'CPackConfig.cmake'), '-B', work], { env: { ...process.env, SOURCE_DATE_EPOCH: '1767225600' } });
  const made = readdirSync(work).filter((each) => each.endsWith('.deb'));
  assert.equal(made.length, 1, String(made));
  file = path.join(work, made[0]);
});
after(() => rmSync(work, { recursive: true, force: true }));

const field = (name) => must('dpkg-deb', ['--field', file, name]).trim();

test('it says what it is and what it needs', () => {
  assert.equal(path.basename(file), `ecac_${version}-1_${field('Architecture')}.deb`);
  assert.equal(field('Package'), 'ecac');
  assert.equal(field('Version'), `${version}-1`);
  assert.equal(field('Section'), 'devel');
  assert.equal(field('Priority'), 'optional');
  assert.equal(field('Architecture'), must('dpkg', ['--print-architecture']).trim());
  assert.match(field('Depends'), /\blibc6 \(>= 2\.\d+\)/);
  // Either reads git revisions.
  assert.match(field('Recommends'), /^libgit2-1\.\d+ \| git$/);
  assert.match(field('Description').split('\n')[0], /^[a-z].{20,79}[^.]$/);
});

test('it holds the program and what belongs beside it, and no library', () => {
  const files = must('dpkg-deb', ['--contents', file]).trim().split('\n').filter((line) => !line.startsWith('d'))
    .map((line) => line.split(/\s+/).slice(5).join(' ').replace(/^\./, '')).sort();
  assert.deepEqual(files, ['/usr/bin/ecac', '/usr/share/bash-completion/completions/ecac', '/usr/share/doc/ecac/changelog.Debian.gz',
    '/usr/share/doc/ecac/changelog.gz', '/usr/share/doc/ecac/copyright', '/usr/share/man/man1/ecac.1.gz', '/usr/share/zsh/vendor-completions/_ecac']);
  // The time is that of SOURCE_DATE_EPOCH, so that the same source gives the same package.
  for (const line of must('dpkg-deb', ['--contents', file], { env: { ...process.env, TZ: 'UTC' } }).trim().split('\n')) {
    assert.match(line, /^(drwxr-xr-x|-rwxr-xr-x|-rw-r--r--) root\/root +\d+ 2026-01-01 00:00 /);
  }
});

test('unpacked, the program starts, and the texts are its own', (t) => {
  const folder = scratch(t);
  must('dpkg-deb', ['-x', file, folder]);
  const installed = path.join(folder, 'usr/bin/ecac');
  assert.equal(must(installed, ['--version']), `ecac ${version}\n`);
  const unpacked = (...names) => readFileSync(path.join(folder, 'usr/share', ...names));
  assert.equal(unpacked('bash-completion/completions/ecac').toString(), must(program, ['completion', 'bash']));
  assert.equal(unpacked('zsh/vendor-completions/_ecac').toString(), must(program, ['completion', 'zsh']));
  assert.equal(gunzipSync(unpacked('doc/ecac/changelog.gz')).toString(), read('CHANGELOG.md'));
  const page = path.join(folder, 'ecac.1');
  writeFileSync(page, gunzipSync(unpacked('man/man1/ecac.1.gz')));
  assert.equal(run('groff', ['-man', '-Tutf8', '-ww', '-z', page]).stderr, '');
  const shown = must('groff', ['-man', '-Tascii', '-P-cbou', '-rLL=120n', page]).replace(/^ {7}/gm, '');
  for (const [, command] of must(program, ['help']).matchAll(/^ {2}([a-z]+) {2,}[A-Z]/gm)) {
    for (const line of must(program, ['help', command]).split('\n')) assert.ok(shown.includes(line), `${command}: ${line}`);
  }
});

test('lintian has nothing to say', () => {
  // The package is not uploaded to Debian, so there is no request for it that it could close.
  const { code, stdout, stderr } = run('lintian', ['--allow-root', '--no-cfg', '--fail-on', 'error,warning', '--suppress-tags', 'initial-upload-closes-no-bugs', file]);
  assert.deepEqual([code, stdout, stderr], [0, '', '']);
});

test('dpkg installs it into an empty system and takes all of it away', (t) => {
  const folder = path.join(scratch(t), 'root');
  const admin = path.join(folder, 'var/lib/dpkg');
  for (const each of ['updates', 'info', 'triggers']) mkdirSync(path.join(admin, each), { recursive: true });
  writeFileSync(path.join(admin, 'status'), '');
  // What it depends on is not in there, and nothing of it is run.
  const dpkg = (...words) => must('dpkg', ['--force-depends', '--force-not-root', `--root=${folder}`, '--log=/dev/null', ...words]);
  dpkg('--install', file);
  assert.ok(existsSync(path.join(folder, 'usr/bin/ecac')));
  assert.match(dpkg('--status', 'ecac'), /^Status: install ok installed$/m);
  dpkg('--verify', 'ecac');
  dpkg('--purge', 'ecac');
  assert.equal(existsSync(path.join(folder, 'usr')), false);
});
