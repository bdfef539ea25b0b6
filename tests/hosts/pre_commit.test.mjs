// The hooks as pre-commit itself runs them, in a repository of their own.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { parse } from 'yaml';
import { plainEnvironment, program, repository, root, run, sample, scratch } from './support.mjs';

const manifest = path.join(root, '.pre-commit-hooks.yaml');
const hooks = parse(readFileSync(manifest, 'utf8'));

// What pre-commit would clone, as far as the hooks need it.
const hookRepository = (t) => {
  const folder = path.join(scratch(t), 'hooks');
  for (const file of ['.pre-commit-hooks.yaml', 'compiler/clients/program/ecac']) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    cpSync(path.join(root, file), path.join(folder, file));
  }
  repository(folder);
  return folder;
};

const preCommit = (t, cwd, args, more = {}) =>
  run('pre-commit', args, { cwd, env: plainEnvironment({ PRE_COMMIT_HOME: scratch(t), PRE_COMMIT_COLOR: 'never', ...more }) });
const tryHook = (t, project, id, ...args) => preCommit(t, project, ['try-repo', hookRepository(t), id, '--verbose', ...args]);

test('pre-commit takes the manifest', (t) => {
  const { code, stdout } = preCommit(t, root, ['validate-manifest', manifest]);
  assert.equal(code, 0, stdout);
});

test('every type that is judged is looked at, in both formats', () => {
  const { stdout } = run(program, ['schema', '--output-format', 'json']);
  const types = JSON.parse(stdout).types;
  const judged = types.filter((type) => !type.open && type.suffix);
  assert.ok(judged.length > 30);
  for (const hook of hooks.filter((each) => each.files)) {
    // Python's verbose mode leaves out white space.
    const pattern = new RegExp(hook.files.replace('(?x)', '').replace(/\s+/g, ''));
    for (const { name, suffix } of judged) {
      assert.match(`force-app/x/Name.${suffix}-meta.xml`, pattern, `${hook.id}: ${name}`);
      assert.match(`src/x/Name.${suffix}`, pattern, `${hook.id}: ${name}`);
    }
    assert.match('manifest/package.xml', pattern);
    assert.match('destructiveChangesPost.xml', pattern);
    for (const other of ['classes/A.cls', 'classes/A.cls-meta.xml', 'README.md', 'eca', 'x.ecax.txt', 'mypackage.xml.bak']) {
      assert.doesNotMatch(other, pattern);
    }
  }
});

test('a clean commit passes, a broken one does not', (t) => {
  const project = sample(t, 'headless-public');
  const git = repository(project);
  const clean = tryHook(t, project, 'ecac', '--all-files');
  assert.equal(clean.code, 0, clean.stdout + clean.stderr);
  assert.match(clean.stdout, /Passed/);
  const file = path.join(project, 'force-app/main/default/extlClntAppOauthSettings/Portal_oauth.ecaOauth-meta.xml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('RefreshToken', 'refresh_token'));
  git('add', '--all');
  const broken = tryHook(t, project, 'ecac');
  assert.equal(broken.code, 1);
  assert.match(broken.stdout, /error\[SCH008\]/);
});

test('what a commit breaks elsewhere is found, and what was there is not', (t) => {
  const project = sample(t, 'headless-public');
  const policy = path.join(project, 'force-app/main/default/extlClntAppOauthPolicies/Portal_oauthPlcy.ecaOauthPlcy-meta.xml');
  writeFileSync(policy, readFileSync(policy, 'utf8').replace('<guestJwtTimeout>30<', '<guestJwtTimeout>31<'));
  const git = repository(project);
  assert.equal(tryHook(t, project, 'ecac', '--all-files').code, 1);
  const before = tryHook(t, project, 'ecac-staged');
  assert.equal(before.code, 0, before.stdout + before.stderr);
  git('rm', '--quiet', 'force-app/main/default/permissionsets/Portal_Users.permissionset-meta.xml');
  const deletion = tryHook(t, project, 'ecac-staged');
  assert.equal(deletion.code, 1, deletion.stdout + deletion.stderr);
  assert.match(deletion.stdout, /removed-component-still-named/);
  assert.doesNotMatch(deletion.stdout, /POL007/);
});

test('files come out of the hook as a retrieve writes them', (t) => {
  const project = sample(t, 'headless-public');
  const file = path.join(project, 'force-app/main/default/extlClntAppOauthSettings/Portal_oauth.ecaOauth-meta.xml');
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, before.replaceAll('    <', '  <').replace('"UTF-8"', "'utf-8'"));
  repository(project);
  const formatted = tryHook(t, project, 'ecac-format', '--all-files');
  assert.equal(formatted.code, 1, formatted.stdout + formatted.stderr);
  assert.match(formatted.stdout, /files were modified by this hook/);
  assert.match(formatted.stdout, /1 file formatted/);
  assert.equal(readFileSync(file, 'utf8'), before);
  const again = tryHook(t, project, 'ecac-format', '--all-files');
  assert.equal(again.code, 0, again.stdout + again.stderr);
});

test('what the configuration excludes stays out, although it is named', (t) => {
  const project = sample(t, 'headless-public-broken');
  writeFileSync(path.join(project, 'ecac.json'), '{"exclude": ["force-app/"]}');
  repository(project);
  const excluded = tryHook(t, project, 'ecac', '--all-files');
  assert.equal(excluded.code, 0, excluded.stdout + excluded.stderr);
});

test('what is none of its types is none of its business', (t) => {
  const project = sample(t, 'headless-public-broken');
  const git = repository(project);
  writeFileSync(path.join(project, 'notes.md'), 'text\n');
  git('add', '--all');
  assert.match(tryHook(t, project, 'ecac').stdout, /no files to check/);
});

test('a run that fails is no pass', (t) => {
  const project = sample(t, 'headless-public');
  writeFileSync(path.join(project, 'ecac.json'), '{"rulez": 1}');
  repository(project);
  const failed = tryHook(t, project, 'ecac', '--all-files');
  assert.equal(failed.code, 1);
  assert.match(failed.stdout, /exit code: 2/);
  assert.match(failed.stdout, /rulez/);
});

test('without a program the script builds it, or says that it cannot', (t) => {
  const folder = scratch(t);
  const script = path.join(folder, 'compiler/clients/program/ecac');
  mkdirSync(path.dirname(script), { recursive: true });
  cpSync(path.join(root, 'compiler/clients/program/ecac'), script);
  writeFileSync(path.join(folder, 'ecacw'), '#!/bin/sh\necho "built: $*"\n', { mode: 0o755 });
  const env = { PATH: '/usr/bin:/bin' };
  assert.equal(run(script, ['check', 'a b'], { env }).stdout, 'built: check a b\n');
  writeFileSync(path.join(folder, 'ecac'), '#!/bin/sh\necho "found: $*"\n', { mode: 0o755 });
  assert.equal(run(script, ['check'], { env: { PATH: `${folder}:/usr/bin:/bin` } }).stdout, 'found: check\n');
  assert.equal(run(script, ['check'], { env: { ...env, ECAC: path.join(folder, 'ecac') } }).stdout, 'found: check\n');
  rmSync(path.join(folder, 'ecacw'));
  assert.notEqual(run(script, ['check'], { env }).code, 0);
});
