// The plugin as oclif runs it, in a CLI with the commands and flags of sf.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { here, plainEnvironment, run, sample, scratch } from './support.mjs';

const sf = (cwd, args, env) => run(process.execPath, [path.join(here, 'fake_sf/run.js'), ...args], { cwd, env: plainEnvironment({ XDG_DATA_HOME: '/nowhere', ...env }) });
const deploy = (cwd, line, env) => sf(cwd, ['project', 'deploy', ...line.split(' ')], env);

const ran = (result) => {
  assert.match(result.stdout, /the command ran/);
  assert.equal(result.code, 0, result.stderr);
};
const stopped = (result, reason) => {
  assert.equal(result.stdout, '', 'the command ran, or something else wrote to standard output');
  assert.equal(result.code, 1);
  assert.match(result.stderr.replace(/\s+(›\s+)?/g, ' '), reason);
};

test('errors stop a deploy, with the findings and the way out', (t) => {
  const bad = sample(t, 'headless-public-broken');
  for (const command of ['start', 'validate', 'preview']) {
    const result = deploy(bad, command);
    stopped(result, /ecac found \d\d errors; the deploy was not started/);
    assert.match(result.stderr, /error\[SCH008\]/);
    assert.match(result.stderr, /SF_ECAC=off/);
  }
  stopped(sf(bad, ['deploy', 'metadata']), /not started/);
});

test('without errors the deploy goes on, and says what was looked at', (t) => {
  const result = deploy(sample(t, 'headless-public'), 'start');
  ran(result);
  assert.match(result.stderr, /in 9 files \(1 app\)/);
});

test('other commands, and a project without anything of ours, hear nothing', (t) => {
  const bad = sample(t, 'headless-public-broken');
  const retrieve = sf(bad, ['project', 'retrieve', 'start']);
  ran(retrieve);
  assert.equal(retrieve.stderr, '');
  const empty = scratch(t);
  mkdirSync(path.join(empty, 'force-app'));
  writeFileSync(path.join(empty, 'sfdx-project.json'), '{"packageDirectories":[{"path":"force-app","default":true}],"sourceApiVersion":"66.0"}');
  const result = deploy(empty, 'start');
  ran(result);
  assert.equal(result.stderr, '');
});

test('JSON stays JSON, and carries the findings', (t) => {
  const bad = sample(t, 'headless-public-broken');
  for (const [args, env] of [[['--json'], {}], [[], { SF_CONTENT_TYPE: 'json' }]]) {
    const result = sf(bad, ['project', 'deploy', 'start', ...args], env);
    assert.equal(result.code, 1);
    const answer = JSON.parse(result.stdout);
    assert.equal(answer.status, 1);
    assert.equal(answer.exitCode, 1);
    assert.match(answer.message, /ecac found \d\d errors/);
    assert.equal(answer.data.diagnostics.filter((each) => each.severity === 'error').length, answer.data.summary.errors);
    assert.match(result.stderr, /error\[SCH008\]/);
  }
  const good = deploy(sample(t, 'headless-public'), 'start --json');
  assert.deepEqual(JSON.parse(good.stdout), { status: 0 });
});

test('SF_ECAC decides, and a misspelt value is no way through', (t) => {
  const bad = sample(t, 'headless-public-broken');
  const off = deploy(bad, 'start', { SF_ECAC: 'off' });
  ran(off);
  assert.match(off.stderr, /not checked, SF_ECAC is off/);
  const warn = deploy(bad, 'start', { SF_ECAC: 'warn' });
  ran(warn);
  assert.match(warn.stderr, /error\[SCH008\]/);
  assert.match(warn.stderr, /found \d\d errors; the deploy goes on, because SF_ECAC is warn/);
  stopped(deploy(bad, 'start', { SF_ECAC: 'of' }), /SF_ECAC is `of`; it takes on, warn or off/);
});

test('a gate that cannot check is shut', (t) => {
  const good = sample(t, 'headless-public');
  stopped(deploy(good, 'start', { ECAC: '/nowhere/ecac' }), /ECAC names `\/nowhere\/ecac`, which is no program/);
  stopped(deploy(good, 'start', { ECAC: '', PATH: '/nowhere' }), /no `ecac` on the PATH/);
  stopped(deploy(good, 'start', { ECAC: '/bin/false' }), /could not check what is about to be deployed;/);
  stopped(deploy(good, 'start --manifest gone.xml'), /could not check/);
  writeFileSync(path.join(good, 'ecac.json'), '{"rulez": 1}');
  const broken = deploy(good, 'start');
  stopped(broken, /could not check what is about to be deployed/);
  assert.match(broken.stderr, /rulez/);
  // What a user accepts with this flag is errors of components, not a check that never was.
  stopped(deploy(good, 'start --ignore-errors'), /could not check/);
  ran(deploy(good, 'start', { SF_ECAC: 'warn' }));
});

test('--ignore-errors is about errors', (t) => {
  const result = deploy(sample(t, 'headless-public-broken'), 'start -r');
  ran(result);
  assert.match(result.stderr, /the deploy goes on, because --ignore-errors was given/);
});

test('a manifest, folders and members of the deploy are what is checked', (t) => {
  const bad = sample(t, 'headless-public-broken');
  // One app of the sample has its header in order; the mistakes of the others are none of its deploy.
  const clean = ['externalClientApps/Portal_Beta.eca-meta.xml'];
  const at = (file) => path.join('force-app/main/default', file);
  ran(deploy(bad, `start -d ${at(clean[0])}`));
  stopped(deploy(bad, `start -d ${at(clean[0])} ${at('externalClientApps/Portal.eca-meta.xml')}`), /found 1 error;/);
  stopped(deploy(bad, `start --source-dir=${at('externalClientApps/Portal.eca-meta.xml')},${at(clean[0])}`), /found 1 error;/);
  ran(deploy(bad, 'start --metadata ExternalClientApplication:Portal_Beta'));
  ran(deploy(bad, 'start -m externalclientapplication:Portal_Beta -m ApexClass:Other'));
  stopped(deploy(bad, 'start -m ExternalClientApplication:Portal ExternalClientApplication:Portal_Beta'), /found 1 error;/);
  const pattern = deploy(bad, 'start -m ExternalClientApplication:Portal_B*');
  assert.match(pattern.stderr, /`ExternalClientApplication:Portal_B\*` is checked as all of ExternalClientApplication/);
  const other = deploy(bad, 'start -m ApexClass:A&B');
  ran(other);
  writeFileSync(path.join(bad, 'one.xml'), '<?xml version="1.0" encoding="UTF-8"?>\n<Package xmlns="http://soap.sforce.com/2006/04/metadata">\n    <types>\n        <members>Portal_Beta</members>\n        <name>ExternalClientApplication</name>\n    </types>\n    <version>66.0</version>\n</Package>\n');
  ran(deploy(bad, 'start -x one.xml'));
  mkdirSync(path.join(bad, 'flags'));
  writeFileSync(path.join(bad, 'flags/manifest'), 'one.xml\n');
  ran(deploy(bad, 'start --flags-dir flags'));
});

test('a name of a member cannot become markup', (t) => {
  const result = deploy(sample(t, 'headless-public'), 'start -m ExternalClientApplication:A<B>&amp;');
  assert.doesNotMatch(result.stderr, /XML0/);
  assert.doesNotMatch(result.stderr, /ecac-sf-/, 'a folder of the machine is shown');
});

test('folders in metadata format are checked, archives are named', (t) => {
  const folder = scratch(t);
  const from = path.join(here, '../../samples/headless-public/force-app/main/default');
  mkdirSync(path.join(folder, 'mdapi/externalClientApps'), { recursive: true });
  cpSync(path.join(from, 'externalClientApps/Portal.eca-meta.xml'), path.join(folder, 'mdapi/externalClientApps/Portal.eca'));
  writeFileSync(path.join(folder, 'mdapi/package.xml'), readFileSync(path.join(here, '../../samples/headless-public/manifest/package.xml')));
  writeFileSync(path.join(folder, 'mdapi/externalClientApps/Portal.eca'), '<ExternalClientApplication>');
  stopped(deploy(folder, 'start --metadata-dir mdapi'), /ecac found \d+ errors?/);
  writeFileSync(path.join(folder, 'app.zip'), 'PK');
  const zip = deploy(folder, 'start --metadata-dir app.zip');
  ran(zip);
  assert.match(zip.stderr, /ecac does not look into archives, so nothing of it was checked/);
});

test('what is deleted counts, before and after', (t) => {
  const good = sample(t, 'headless-public');
  const gone = path.join(good, 'gone.xml');
  writeFileSync(gone, '<?xml version="1.0" encoding="UTF-8"?>\n<Package xmlns="http://soap.sforce.com/2006/04/metadata">\n    <types>\n        <members>Portal_Users</members>\n        <name>PermissionSet</name>\n    </types>\n</Package>\n');
  writeFileSync(path.join(good, 'policies.xml'), '<?xml version="1.0" encoding="UTF-8"?>\n<Package xmlns="http://soap.sforce.com/2006/04/metadata">\n    <types>\n        <members>Portal_oauthPlcy</members>\n        <name>ExtlClntAppOauthConfigurablePolicies</name>\n    </types>\n    <version>66.0</version>\n</Package>\n');
  for (const moment of ['pre', 'post']) {
    const result = deploy(good, `start -x policies.xml --${moment}-destructive-changes gone.xml`);
    stopped(result, /ecac found 1 error;/);
    assert.match(result.stderr, /removed-component-still-named/);
  }
});

test('a quick deploy says that nothing is checked', (t) => {
  const result = deploy(sample(t, 'headless-public-broken'), 'quick -i 0Af');
  ran(result);
  assert.match(result.stderr, /nothing is checked again/);
});

test('flags that the command will refuse are left to it', (t) => {
  const result = deploy(sample(t, 'headless-public-broken'), 'start --manifest');
  assert.doesNotMatch(result.stderr, /ecac/);
});

test('sf eca hands over arguments and exit codes', (t) => {
  const bad = sample(t, 'headless-public-broken');
  const found = sf(bad, ['eca', 'check', '--output-format', 'json']);
  assert.equal(found.code, 1);
  assert.ok(JSON.parse(found.stdout).summary.errors > 10);
  assert.equal(sf(bad, ['eca', 'check', '--exit-zero', '-q']).code, 0);
  const failed = sf(bad, ['eca', 'check', 'no such folder']);
  assert.equal(failed.code, 2);
  assert.match(failed.stderr, /cannot check no such folder/);
  assert.match(sf(bad, ['eca', 'explain', 'FLW021']).stdout, /^secret-required-of-public-client \(FLW021\)/);
  assert.match(sf(bad, ['eca', 'check', '--', '--help']).stdout, /--output-format/);
  assert.match(sf(bad, ['eca', 'check', '--help']).stdout, /All arguments go to `ecac check`/);
  assert.equal(sf(sample(t, 'headless-public'), ['eca', 'plan']).code, 0);
  const missing = sf(bad, ['eca', 'check'], { ECAC: '/nowhere/ecac' });
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /the environment variable ECAC names/);
});
