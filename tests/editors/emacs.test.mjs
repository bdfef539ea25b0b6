// The configurations of docs/editors/emacs.md in Debian's Emacs with its package of eglot.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { blocks, environment, here, run, sample, told } from './support.mjs';

test('the configuration, and its pages', async (t) => {
  const folder = sample(t, 'headless-public-broken');
  const env = { ...environment(t), ECAC_FOLDER: folder };
  const [main, pages] = blocks('emacs.md', 'elisp');
  const file = path.join(env.HOME, 'init.el');
  writeFileSync(file, `(package-initialize)\n${main}\n${pages}`);
  const words = ['--batch', '--load', file, '--load', path.join(here, 'emacs/drive.el')];
  const seen = told(await run('emacs', words, { cwd: folder, env, milliseconds: 60_000 }));
  assert.equal(seen.failure, undefined, seen.failure);
  assert.equal(seen.mode, 'nxml-mode');
  assert.equal(seen.findings.length, 1);
  assert.match(seen.findings[0], /refresh_token/);
  assert.ok(seen.actions.some((each) => each.includes('RefreshToken')), seen.actions.join(', '));
  assert.match(seen.fixed, /Api, OpenID, RefreshToken</);
  assert.equal(seen.clean, true);
  for (const scope of ['Chatter', 'Web']) assert.ok(seen.completions.includes(scope), scope);
  assert.match(seen.hover, /30 [Dd]ays/);
  assert.ok(seen.references >= 4, String(seen.references));
  // This eglot renames no files, and half a rename is none.
  assert.match(seen.refused, /files are called by this name/);
  assert.match(seen.page, /^Portal_Kiosk\b/);
  assert.equal(seen.servers, 1);
});
