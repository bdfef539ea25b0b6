// action.yml: held to its schema, and its steps run as the runner would, with a made environment.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { parse } from 'yaml';
import { complaints } from './schemas.mjs';
import { plainEnvironment, program, repository, root, run, sample, scratch } from './support.mjs';

const action = parse(readFileSync(path.join(root, 'action.yml'), 'utf8'));
const steps = action.runs.steps;
const stepNamed = (word) => steps.find((step) => step.name.startsWith(word));

// Runs one step of the action. `with` are inputs; what stands for contexts is handed in by its expression.
const runStep = (t, step, workspace, inputs = {}, contexts = {}, more = {}) => {
  const values = Object.fromEntries(Object.entries(action.inputs).map(([name, { default: value }]) => [`inputs.${name}`, inputs[name] ?? value]));
  const evaluate = (text) => String(text).replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression) => ({ ...values, ...contexts })[expression] ?? '');
  const files = scratch(t);
  const [output, summary] = ['output', 'summary'].map((name) => path.join(files, name));
  for (const file of [output, summary]) writeFileSync(file, '');
  const env = plainEnvironment({
    GITHUB_ACTIONS: 'true', GITHUB_ACTION_PATH: root, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary, GITHUB_WORKSPACE: workspace,
    GITHUB_REPOSITORY: 'owner/name', RUNNER_TEMP: files, ...Object.fromEntries(Object.entries(step.env).map(([key, value]) => [key, evaluate(value)])), ...more,
  });
  const cwd = path.resolve(workspace, step['working-directory'] ? evaluate(step['working-directory']) : '.');
  const result = run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], { cwd, env });
  const outputs = Object.fromEntries(readFileSync(output, 'utf8').split('\n').filter(Boolean).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
  return { ...result, outputs, summary: readFileSync(summary, 'utf8') };
};
const check = (t, workspace, inputs, more) => runStep(t, steps[0], workspace, { program, ...inputs }, {}, more);

test('the schema of actions has nothing to say', () => {
  assert.deepEqual(complaints('action', action), []);
  assert.deepEqual(complaints('action', { ...action, runs: { using: 'composite' } }).length > 0, true);
});

test('no input and no context is part of a script', () => {
  for (const step of steps.filter((each) => each.run)) {
    assert.doesNotMatch(step.run, /\$\{\{/);
    assert.equal(step.shell, 'bash');
  }
});

test('every output of the action is one of the step', (t) => {
  const { outputs } = check(t, sample(t, 'headless-public'));
  for (const { value } of Object.values(action.outputs)) {
    const name = /steps\.check\.outputs\.([\w-]+)/.exec(value)[1];
    assert.ok(outputs[name] !== undefined && outputs[name] !== '', name);
  }
});

test('a broken project: annotations, summary, reports, exit code', (t) => {
  const workspace = sample(t, 'headless-public-broken');
  const { code, stdout, outputs, summary } = check(t, workspace);
  assert.equal(code, 1);
  assert.ok(stdout.split('\n').some((line) => line.startsWith('::error ') && line.includes('file=force-app') && line.includes('title=SCH004')));
  const report = JSON.parse(readFileSync(outputs['report-file'], 'utf8'));
  assert.equal(outputs['exit-code'], '1');
  assert.equal(outputs.errors, String(report.summary.errors));
  assert.equal(outputs.warnings, String(report.summary.warnings));
  assert.match(summary, /^<!-- ecac -->/);
  assert.equal(JSON.parse(readFileSync(path.join(workspace, outputs['sarif-file']), 'utf8')).version, '2.1.0');
});

test('a clean project, and one below the root', (t) => {
  const clean = check(t, sample(t, 'headless-public'));
  assert.equal(clean.code, 0, clean.stdout + clean.stderr);
  assert.equal(clean.outputs.errors, '0');
  const workspace = path.dirname(sample(t, 'headless-public-broken'));
  const below = check(t, workspace, { 'working-directory': 'headless-public-broken' });
  assert.equal(below.code, 1);
  assert.equal(below.outputs['sarif-file'], 'headless-public-broken/ecac.sarif');
  assert.ok(existsSync(path.join(workspace, below.outputs['sarif-file'])));
});

test('with a base only what is new fails, and without its history the run does', (t) => {
  const workspace = sample(t, 'headless-public-broken');
  const git = repository(workspace);
  git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  const same = check(t, workspace, { since: 'origin/main' });
  assert.equal(same.code, 0, same.stdout + same.stderr);
  assert.equal(same.outputs.errors, '0');
  const file = path.join(workspace, 'force-app/main/default/externalClientApps/Portal_Beta.eca-meta.xml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('<label>', '<colour>red</colour><label>'));
  const more = check(t, workspace, { since: 'origin/main' });
  assert.equal(more.code, 1);
  assert.equal(more.outputs.errors, '1');
  assert.equal(more.outputs.warnings, '0');
  assert.match(more.stdout, /SCH001/);
  assert.doesNotMatch(more.stdout, /SCH008/);
  const unknown = check(t, workspace, { since: 'origin/gone' });
  assert.equal(unknown.code, 2);
  assert.match(unknown.summary, /the run failed/);
});

test('inputs are arguments, never commands', (t) => {
  const workspace = sample(t, 'headless-public-broken');
  const evil = check(t, workspace, { mode: 'lint; touch evil', args: '--exclude\n$(touch evil)\n', paths: '`touch evil`', 'fail-on': '"; touch evil; "' });
  assert.equal(evil.code, 2);
  assert.ok(!existsSync(path.join(workspace, 'evil')));
  assert.equal(check(t, workspace, { args: '--ignore\nALL\n\n' }).code, 0);
  assert.equal(check(t, workspace, { 'fail-on': 'never' }).code, 0);
  assert.equal(check(t, workspace, { paths: 'force-app/main/default/externalClientApps/Portal_Beta.eca-meta.xml\r\n' }).code, 0);
});

test('a run that failed says so in each of its reports', (t) => {
  const workspace = sample(t, 'headless-public');
  writeFileSync(path.join(workspace, 'ecac.json'), '{"rulez": 1}');
  const { code, stdout, outputs, summary } = check(t, workspace);
  assert.equal(code, 2);
  assert.equal(outputs['exit-code'], '2');
  assert.match(summary, /the run failed/);
  assert.match(stdout, /^::error /m);
  assert.equal(JSON.parse(readFileSync(path.join(workspace, 'ecac.sarif'), 'utf8')).runs[0].invocations[0].executionSuccessful, false);
});

test('where there is no program the job fails and says what to give', (t) => {
  const nothing = check(t, sample(t, 'headless-public'), { program: '' }, { PATH: path.dirname(run('which', ['bash']).stdout) });
  // The folders of bash may hold a docker or an ecac on somebody's machine.
  if (nothing.code !== 2) return t.skip('this machine has an ecac or a docker');
  assert.match(nothing.stdout, /^::error title=ecac::there is no ecac on the PATH/m);
  assert.equal(nothing.outputs['exit-code'], '2');
  const named = check(t, sample(t, 'headless-public'), { program: '/nowhere/ecac' });
  assert.equal(named.code, 2);
  assert.match(named.stdout, /names \/nowhere\/ecac, which is no program/);
});

// Stand-ins for docker and gh that write down how they are called.
const standIn = (t, name, body) => {
  const folder = scratch(t);
  writeFileSync(path.join(folder, name), `#!/bin/bash\nprintf '%s\\n' "$@" >>"$CALLS"\necho -- >>"$CALLS"\n${body}`, { mode: 0o755 });
  const calls = path.join(folder, 'calls');
  writeFileSync(calls, '');
  return { env: { PATH: `${folder}:/usr/bin:/bin`, CALLS: calls }, calls: () => readFileSync(calls, 'utf8').split('--\n').slice(0, -1).map((call) => call.split('\n').slice(0, -1)) };
};

test('a container sees the workspace at the same place, as the same user', (t) => {
  const workspace = sample(t, 'headless-public-broken');
  // The stand-in runs the program itself, from the image's name on.
  const docker = standIn(t, 'docker', 'while [[ $1 != some-image ]]; do shift; done; shift; exec "$ECAC" "$@"\n');
  const { code, outputs } = check(t, workspace, { program: '', image: 'some-image' }, docker.env);
  assert.equal(code, 1);
  assert.ok(Number(outputs.errors) > 10);
  const [call] = docker.calls();
  assert.ok(call.includes(`${workspace}:${workspace}`));
  assert.equal(call[call.indexOf('--workdir') + 1], workspace);
  assert.match(call[call.indexOf('--user') + 1], /^\d+:\d+$/);
});

test('without a program it is built in a container first', (t) => {
  const docker = standIn(t, 'docker', 'if [[ $1 == build ]]; then exit 0; fi; while [[ $1 != ecac-action ]]; do shift; done; shift; exec "$ECAC" "$@"\n');
  const { code } = check(t, sample(t, 'headless-public'), { program: '' }, docker.env);
  assert.equal(code, 0);
  assert.deepEqual(docker.calls()[0], ['build', '--tag', 'ecac-action', root]);
});

test('the comment is the one with the mark, or a new one', (t) => {
  const workspace = scratch(t);
  mkdirSync(path.join(workspace, 'x'));
  const file = path.join(workspace, 'summary.md');
  writeFileSync(file, '<!-- ecac -->\ntext\n');
  const comment = (gh, more = {}) => runStep(t, stepNamed('Comment'), workspace, {}, { 'steps.check.outputs.summary-file': file, 'github.event.pull_request.number': '7', 'github.token': 'none' }, { ...gh.env, ...more });
  const known = standIn(t, 'gh', 'if [[ $* == *--jq* ]]; then echo 41; echo 42; fi\n');
  assert.equal(comment(known).code, 0);
  assert.deepEqual(known.calls()[1], ['api', '--silent', '--method', 'PATCH', 'repos/owner/name/issues/comments/41', '--field', `body=@${file}`]);
  const first = standIn(t, 'gh', '');
  assert.equal(comment(first).code, 0);
  assert.deepEqual(first.calls()[1].slice(0, 5), ['api', '--silent', '--method', 'POST', 'repos/owner/name/issues/7/comments']);
  const refused = standIn(t, 'gh', 'exit 1\n');
  const result = comment(refused);
  assert.equal(result.code, 0);
  assert.match(result.stdout, /^::warning title=ecac::the comment was not written/m);
});

test('a comment has room in GitHub', (t) => {
  const workspace = sample(t, 'headless-public-broken');
  repository(workspace);
  const { outputs } = check(t, workspace, { comment: 'true' });
  assert.ok(readFileSync(outputs['summary-file'], 'utf8').length < 65536);
});
