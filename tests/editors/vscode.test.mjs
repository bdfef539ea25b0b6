// The extension in VS Code itself, in a browser: installed from its package, with the real server behind it.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { filesBelow, processes, results, root, sample, scratch } from './support.mjs';
import { Editor, openBrowser } from './vscode/editor.mjs';
import { startServer } from './vscode/server.mjs';

const packages = path.join(root, 'build/vscode');
// The package that an environment variable names, else the one for this machine.
const vsix = process.env.ECAC_VSIX ?? readdirSync(packages).filter((each) => each.startsWith(`ecac-linux-${process.arch}-`)).map((each) => path.join(packages, each))[0];

const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.tips.enabled': false,
  'editor.minimap.enabled': false,
  'files.autoSave': 'off',
};

test('the extension in VS Code', async (t) => {
  const folder = sample(t, 'headless-public-broken');
  mkdirSync(path.join(folder, '.vscode'));
  writeFileSync(path.join(folder, '.vscode/settings.json'), JSON.stringify(quietSettings));
  const state = scratch(t);
  const server = await startServer({ state, vsix });
  t.after(() => server.end());
  const browser = await openBrowser();
  t.after(() => browser.close());
  const editor = await Editor.open(browser, server.address, folder);
  const { page } = editor;
  // One that fails leaves a picture of what was to be seen.
  const step = (name, act) =>
    t.test(name, async () => {
      try {
        await act();
      } catch (error) {
        await editor.picture(path.join(results, `vscode-failed-${name.replace(/\W+/g, '-')}.png`));
        throw error;
      } finally {
        for (let i = 0; i < 3; ++i) await page.keyboard.press('Escape');
      }
    });
  const running = () => processes((words) => words.some((word) => word.startsWith(path.join(state, 'ext'))) && words.includes('lsp'));
  const textOf = (file) => readFileSync(path.join(folder, 'force-app/main/default', file), 'utf8');

  await step('finds what is wrong, and counts it', async () => {
    await editor.file('Portal_oauth.ecaOauth-meta.xml');
    await editor.squiggles().first().waitFor();
    const status = await editor.waitFor(() => editor.status(), (text) => /\d+ errors, \d+ warnings/.test(text));
    const [, errors] = /(\d+) errors/.exec(status);
    assert.ok(Number(errors) >= 15, status);
    await editor.command('ecac: Check Project');
    const rows = await editor.problems('SCH008');
    await rows.filter({ hasText: 'SCH008' }).first().waitFor();
    await page.locator('.notification-toast', { hasText: /ecac: \d+ errors/ }).waitFor();
    await editor.command('Notifications: Clear All Notifications');
    await editor.problems('');
    await editor.command('View: Toggle Panel Visibility');
  });

  await step('applies a quick fix', async () => {
    await editor.file('Portal_oauth.ecaOauth-meta.xml', 3, 50);
    const actions = await editor.actions();
    assert.ok(actions.some((each) => each.includes('RefreshToken')), actions.join(', '));
    await editor.picture(path.join(results, 'vscode-actions.png'));
    await editor.act('Write `RefreshToken`');
    await editor.waitFor(() => editor.text(), (text) => text.includes('Api, OpenID, RefreshToken'));
    await editor.squiggles().first().waitFor({ state: 'hidden' });
  });

  await step('completes a scope', async () => {
    await editor.file('Portal_oauth.ecaOauth-meta.xml');
    const line = (await editor.text()).split('\n')[2];
    await editor.goTo(3, line.indexOf('RefreshToken') + 'RefreshToken'.length + 1);
    await page.keyboard.type(', Chat');
    const offered = await editor.completions();
    assert.ok(offered.some((each) => each.startsWith('Chatter')), offered.join(', '));
    await page.keyboard.press('Enter');
    await editor.waitFor(() => editor.text(), (text) => /RefreshToken, Chatter</.test(text));
    await editor.save();
  });

  await step('shows a resolved lifetime on hover', async () => {
    await editor.file('Portal_oauthPlcy.ecaOauthPlcy-meta.xml', 15, 33);
    const said = await editor.hover();
    assert.match(said, /30\s*(Days|days)/);
    await editor.picture(path.join(results, 'vscode-hover.png'));
  });

  await step('renames an app, with its files', async () => {
    await editor.file('Portal_Beta_oauth.ecaOauth-meta.xml');
    const line = (await editor.text()).split('\n').findIndex((each) => each.includes('<externalClientApplication>'));
    await editor.goTo(line + 1, 36);
    await page.keyboard.press('F2');
    const input = page.locator('.rename-box input');
    await input.waitFor();
    await input.fill('Portal_Pilot');
    await page.keyboard.press('Enter');
    await editor.waitFor(() => existsSync(path.join(folder, 'force-app/main/default/externalClientApps/Portal_Pilot.eca-meta.xml')), Boolean);
    await page.keyboard.press('Control+K');
    await page.keyboard.press('s');
    await editor.waitFor(() => filesBelow(path.join(folder, 'force-app')).some((file) => readFileSync(path.join(folder, 'force-app', file), 'utf8').includes('>Portal_Beta<')), (left) => !left);
    assert.ok(!existsSync(path.join(folder, 'force-app/main/default/externalClientApps/Portal_Beta.eca-meta.xml')));
  });

  await step('shows the resolved config, and follows it to its lines', async () => {
    await editor.file('Portal.eca-meta.xml');
    await editor.command('ecac: Show Resolved Config of this App or Credential');
    await page.locator('.tab', { hasText: 'Portal.txt' }).waitFor();
    const shown = page.locator('.editor-instance', { hasText: 'headless login' });
    await shown.first().waitFor();
    const place = shown.locator('.detected-link', { hasText: /^Portal_glbloauth:3$/ }).first();
    await place.click({ modifiers: ['Control'] });
    await page.locator('.tab.active', { hasText: 'Portal_glbloauth.ecaGlblOauth-meta.xml' }).waitFor();
    await editor.waitFor(() => page.locator('.statusbar-item[id="status.editor.selection"]').textContent(), (text) => /Ln 3\b/.test(text));
    await editor.command('View: Close All Editors');
  });

  await step('opens it by its lens', async () => {
    await editor.file('Portal.eca-meta.xml');
    await page.locator('.codelens-decoration a').first().click();
    await page.locator('.tab', { hasText: 'Portal.txt' }).waitFor();
    await editor.command('View: Close All Editors');
  });

  await step('makes all safe fixes', async () => {
    await editor.file('Portal.eca-meta.xml');
    await editor.command('ecac: Fix All that is Safe in this File');
    await editor.waitFor(() => editor.text(), (text) => text.includes('>Packaged<'));
    await editor.save();
    await editor.waitFor(() => textOf('externalClientApps/Portal.eca-meta.xml'), (text) => text.includes('>Packaged<'));
  });

  await step('formats when it is told to', async () => {
    await editor.file('Portal.eca-meta.xml', 3, 1);
    const before = await editor.text();
    await page.keyboard.type('   ');
    await editor.waitFor(() => editor.text(), (text) => text !== before);
    await editor.command('ecac: Format File as a Retrieve Writes It');
    await editor.waitFor(() => editor.text(), (text) => text === before);
    await editor.save();
  });

  await step('explains a rule as a page', async () => {
    await editor.file('Portal_Kiosk_oauth.ecaOauth-meta.xml', 3, 45);
    await editor.command('ecac: Explain Rule');
    await page.locator('.tab', { hasText: 'SCH007' }).waitFor();
  });

  await step('knows the keys of ecac.json', async () => {
    await editor.file('ecac.json', 2, 1);
    await page.keyboard.type('"colour": 1,');
    await editor.squiggles('warning').first().waitFor();
    await editor.goTo(2, 3);
    assert.match(await editor.hover(), /colour/);
    await editor.command('File: Revert File');
  });

  await step('says why it does not run, and starts again', async () => {
    const settings = path.join(folder, '.vscode/settings.json');
    writeFileSync(settings, JSON.stringify({ ...quietSettings, 'ecac.server.path': 'bin/ecac' }));
    const item = page.locator('.statusbar-item[id$="ecac"]').first();
    await editor.waitFor(() => item.getAttribute('aria-label'), (text) => /no absolute path/.test(text ?? ''));
    writeFileSync(settings, JSON.stringify(quietSettings));
    await editor.waitFor(() => editor.status(), (text) => /\d+ errors/.test(text));
    const [before, ...others] = running();
    assert.deepEqual(others, []);
    await editor.command('ecac: Restart Server');
    await editor.waitFor(running, ([now, ...more]) => now !== undefined && now !== before && more.length === 0);
    await editor.waitFor(() => editor.status(), (text) => /\d+ errors/.test(text));
  });
});
