// The pipelines of docs/ci/jenkins.md in a reader of Groovy, which takes its time and so has a file of its own.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { blocks } from './snippets.mjs';
import { here, run, scratch } from './support.mjs';

test('pipelines of Jenkins are Groovy', (t) => {
  const pipelines = blocks().filter((block) => block.file === 'Jenkinsfile');
  assert.ok(pipelines.length > 0);
  const sources = scratch(t);
  pipelines.forEach((block, i) => writeFileSync(path.join(sources, `${i}.groovy`), block.text));
  writeFileSync(path.join(sources, 'broken.groovy'), pipelines[0].text.replace(/\}\s*$/, ''));
  const lint = path.join(here, 'node_modules/.bin/npm-groovy-lint');
  const { stdout } = run(lint, ['--path', sources, '--output', 'json', '--noserver', '--failon', 'none'], { cwd: sources });
  const { files, summary } = JSON.parse(stdout.slice(stdout.indexOf('{')));
  assert.equal(summary.totalFilesLinted, pipelines.length + 1);
  const errors = Object.entries(files).flatMap(([file, { errors: found }]) => found.filter((each) => each.severity === 'error').map((each) => `${path.basename(file)} ${each.rule}`));
  assert.deepEqual(errors, ['broken.groovy NglParseError']);
});
