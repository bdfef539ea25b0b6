// A tab with the playground in it, which tells of everything that it must not do.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

const profiles = [];
process.on('exit', () => profiles.forEach((profile) => rmSync(profile, { recursive: true, force: true, maxRetries: 3 })));

/** A browser with a folder of its own. */
export const openBrowser = async (options = {}) => {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'ecac-playground-'));
  profiles.push(profile);
  return chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    viewport: { width: 1440, height: 900 },
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ...options,
  });
};

const kFiles = ['', 'index.html', 'playground.css', 'playground.js', 'worker.js', 'ecac.wasm'];

/** The page, when it has said what it has to say. */
export const visit = async (browser, address, tell, fragment = '') => {
  const tab = await browser.newPage();
  let loaded = false;
  tab.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) tell(`console: ${message.text()}`);
  });
  tab.on('pageerror', (error) => tell(`script: ${error.message}`));
  tab.on('dialog', (dialog) => {
    if (dialog.type() !== 'beforeunload') tell(`opens a dialog: ${dialog.message()}`);
    dialog.accept();
  });
  tab.on('request', (request) => {
    const url = request.url().split('#')[0];
    if (!url.startsWith(address) || !kFiles.includes(url.slice(address.length))) tell(`asks for ${url}`);
    else if (loaded) tell(`asks for ${url} after it was loaded`);
  });
  await tab.goto(address + fragment);
  await idle(tab);
  loaded = true;
  return tab;
};

/** Until nothing is being checked. */
export const idle = (tab) => tab.waitForFunction(() => document.body.dataset.state === 'idle', null, { timeout: 30_000 });

export const findings = (tab) => tab.locator('#v-findings .f');
export const errors = async (tab) => Number(await tab.locator('#verdict b').first().textContent());
