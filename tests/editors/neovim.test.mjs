// The configurations of docs/editors/neovim.md in Debian's Neovim.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { blocks, environment, filesBelow, here, run, sample, told } from './support.mjs';

const lua = blocks('neovim.md', 'lua');
const block = (title) => {
  const found = lua.filter((each) => each.startsWith(`-- ${title}\n`));
  assert.equal(found.length, 1, title);
  return found[0];
};

const drive = async (t, ...parts) => {
  const folder = sample(t, 'headless-public-broken');
  const env = { ...environment(t), ECAC_FOLDER: folder };
  const config = path.join(env.XDG_CONFIG_HOME, 'nvim/init.lua');
  mkdirSync(path.dirname(config), { recursive: true });
  writeFileSync(config, `${parts.join('\n')}\ndofile(${JSON.stringify(path.join(here, 'neovim/drive.lua'))})\n`);
  const seen = told(await run('nvim', ['--headless', '-n'], { cwd: folder, env, milliseconds: 60_000 }));
  assert.equal(seen.failure, undefined, seen.failure);
  return { seen, folder };
};

const expectServed = ({ seen, folder }) => {
  assert.equal(seen.filetype, 'xml');
  assert.deepEqual(seen.findings, ['SCH008']);
  assert.ok(seen.actions.some((each) => each.includes('RefreshToken')), seen.actions.join(', '));
  assert.match(seen.fixed, /Api, OpenID, RefreshToken</);
  assert.equal(seen.left, 0);
  for (const scope of ['Chatter', 'Web']) assert.ok(seen.completions.includes(scope), scope);
  assert.match(seen.hover, /30 [Dd]ays/);
  assert.match(seen.definition, /externalClientApps\/Portal\.eca-meta\.xml$/);
  assert.ok(seen.references >= 4, String(seen.references));
  assert.equal(seen.clients, 1);
  assert.equal(seen.stopped, true);
  const texts = filesBelow(path.join(folder, 'force-app')).map((file) => readFileSync(path.join(folder, 'force-app', file), 'utf8'));
  assert.equal(texts.filter((text) => text.includes('<externalClientApplication>Portal<')).length, 0);
  assert.ok(existsSync(path.join(folder, 'force-app/main/default/externalClientApps/Portal_Web.eca-meta.xml')));
};

test('the configuration for 0.7, and its pages', async (t) => {
  const result = await drive(t, block('Neovim 0.7: ecac'), block('ecac: pages'));
  expectServed(result);
  assert.match(result.seen.page, /^Portal_Kiosk\b/);
});

for (const version of ['0.8', '0.11']) {
  test(`the configuration for ${version}, with what it calls stood in for`, async (t) => {
    const newer = `vim.g.do_filetype_lua = 1\ndofile(${JSON.stringify(path.join(here, 'neovim/newer.lua'))})`;
    expectServed(await drive(t, newer, block(`Neovim ${version}: ecac`)));
  });
}
