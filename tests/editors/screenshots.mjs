// Makes the pictures of docs/editors anew: `ECAC=PROGRAM node screenshots.mjs`, after `prepare PROGRAM`. Look at them before they are committed.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from './support.mjs';
import { Editor, openBrowser } from './vscode/editor.mjs';
import { startServer } from './vscode/server.mjs';

const kSettings = {
  'workbench.startupEditor': 'none',
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.tips.enabled': false,
  'workbench.editor.showTabs': 'multiple',
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
  'window.commandCenter': false,
  'editor.minimap.enabled': false,
  'editor.fontSize': 14,
  'editor.renderLineHighlight': 'none',
  'files.autoSave': 'off',
  'files.exclude': { '.vscode': true, expected: true },
  'explorer.compactFolders': true,
};

const work = mkdtempSync(path.join(os.tmpdir(), 'ecac-pictures-'));
const folder = path.join(work, 'headless-public-broken');
cpSync(path.join(root, 'samples/headless-public-broken'), folder, { recursive: true });
mkdirSync(path.join(folder, '.vscode'));
writeFileSync(path.join(folder, '.vscode/settings.json'), JSON.stringify(kSettings));
const packages = path.join(root, 'build/vscode');
const vsix = readdirSync(packages).filter((each) => each.startsWith(`ecac-linux-${process.arch}-`)).map((each) => path.join(packages, each))[0];
const server = await startServer({ state: path.join(work, 'state'), vsix, name: 'screenshots' });
const browser = await openBrowser();
try {
  const pictures = path.join(root, 'docs/editors');
  const editor = await Editor.open(browser, server.address, folder, { width: 1400, height: 760 });
  const { page } = editor;
  await editor.file('Portal_oauth.ecaOauth-meta.xml');
  await editor.waitFor(() => editor.status(), (text) => /\d+ errors, \d+ warnings/.test(text));
  await editor.command('View: Close Other Editors in Group');
  await editor.command('View: Toggle Primary Side Bar Visibility');
  await editor.command('Problems: Focus on Problems View');
  await editor.command('Notifications: Clear All Notifications');
  await editor.goTo(3, 50);
  await editor.squiggles().first().waitFor();
  await editor.actions();
  await page.mouse.move(1390, 400);
  await page.waitForTimeout(800);
  await editor.picture(path.join(pictures, 'vscode-findings.png'));
  await page.keyboard.press('Escape');
  await editor.command('View: Toggle Panel Visibility');
  await editor.command('View: Close All Editors');

  await editor.file('Portal.eca-meta.xml');
  await editor.command('ecac: Show Resolved Config of this App or Credential');
  await page.locator('.editor-instance', { hasText: 'headless login' }).first().waitFor();
  await page.locator('.codelens-decoration').first().waitFor();
  // The page gets the room that it needs.
  const sash = await page.locator('.editor-group-container').nth(1).boundingBox();
  await page.mouse.move(sash.x, sash.y + 200);
  await page.mouse.down();
  await page.mouse.move(sash.x - 120, sash.y + 200, { steps: 5 });
  await page.mouse.up();
  await page.mouse.move(400, 450);
  await page.waitForTimeout(800);
  await editor.picture(path.join(pictures, 'vscode-resolved.png'));
} finally {
  await browser.close();
  await server.end();
  rmSync(work, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
