// The configuration of docs/editors/vim.md in Debian's Vim with its package of ALE.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { blocks, environment, here, run, sample, told } from './support.mjs';

test('the configuration for ALE', async (t) => {
  const folder = sample(t, 'headless-public-broken');
  const plain = environment(t);
  // What it says goes into a file: Vim cannot open the stream that Node gives it by a path.
  const env = { ...plain, ECAC_FOLDER: folder, ECAC_TOLD: path.join(plain.HOME, 'told') };
  const [block] = blocks('vim.md', 'vim');
  const file = path.join(env.HOME, 'vimrc');
  writeFileSync(file, [
    'set nocompatible nomore noswapfile encoding=utf-8',
    'packadd! ale',
    `let g:ale_linters = {'xml': ['ecac']}`,
    'filetype plugin on',
    block,
    `source ${path.join(here, 'vim/drive.vim')}`,
  ].join('\n'));
  const ended = await run('vim', ['-N', '-u', file, '-es'], { cwd: folder, env, milliseconds: 60_000 });
  const seen = told({ ...ended, stdout: existsSync(env.ECAC_TOLD) ? readFileSync(env.ECAC_TOLD, 'utf8') : '' });
  assert.equal(seen.failure, undefined, seen.failure);
  assert.equal(seen.filetype, 'xml');
  assert.equal(seen.findings.length, 1);
  assert.match(seen.findings[0], /^SCH008 3:\d+ .*refresh_token/);
  assert.match(seen.actions[0], /RefreshToken/);
  assert.match(seen.fixed, /Api, OpenID, RefreshToken</);
  assert.deepEqual(seen.left, []);
});
