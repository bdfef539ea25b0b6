// Opens every HTML report in a folder as people do: `node check_pages.mjs FOLDER`. Each is held to
// what the page promises: no request, no error, the same without script, findings that can be
// grouped, filtered and searched by keyboard, nothing that axe or the Nu HTML checker has to say.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import vnu from 'vnu-jar';
import { checkAccessibility } from './accessibility.mjs';
import { checkUse } from './use.mjs';
import { checkWithoutScript } from './without_script.mjs';
import { checkSpeed } from './speed.mjs';

const folder = path.resolve(process.argv[2] ?? '.');
const pages = readdirSync(folder)
  .filter((file) => file.endsWith('.html'))
  .sort()
  .map((file) => ({ name: file.slice(0, -5), path: path.join(folder, file), url: pathToFileURL(path.join(folder, file)).href }));
let failures = 0;
const tell = {
  fail(page, text) {
    failures += 1;
    if (failures <= 50) console.error(`${page.name}: ${text}`);
  },
};

const profiles = [];
/** A browser with a folder of its own, which knows nothing of earlier ones. */
async function open(options = {}) {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'ecac-page-'));
  profiles.push(profile);
  return chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    viewport: { width: 1280, height: 900 },
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
    ...options,
  });
}

/** The page in a tab that counts what it must not do. */
async function visit(context, page) {
  const tab = await context.newPage();
  tab.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) tell.fail(page, `console: ${message.text()}`);
  });
  tab.on('pageerror', (error) => tell.fail(page, `script: ${error.message}`));
  tab.on('request', (request) => {
    if (request.url().split('#')[0] !== page.url) tell.fail(page, `asks for ${request.url()}`);
  });
  await tab.goto(page.url);
  return tab;
}

/** The policy allows the one style sheet and the one script by the hash of what they are. */
function checkPolicy(page, text) {
  for (const element of ['style', 'script']) {
    const found = [...text.matchAll(new RegExp(`<${element}>([^]*?)</${element}>`, 'g'))];
    const hash = found.length === 1 ? createHash('sha256').update(found[0][1]).digest('base64') : '';
    if (!text.includes(`${element}-src 'sha256-${hash}'`)) tell.fail(page, `the policy does not know its ${element}`);
  }
  const outside = text.replace(/<(script|style)>[^]*?<\/\1>/g, '').replace(/="[^"]*"/g, '=""').replace(/>[^<]*</g, '><');
  if (/\s(on[a-z]+|style)=/.test(outside)) tell.fail(page, 'has an inline handler or style');
}

// Java reads all pages in one go; what it has to say is a line each. It hashes a long style sheet or
// script in pieces and then takes a right policy for a wrong one; checkPolicy and the browser know
// better.
const pieces = /Inline (style|script) violates Content Security Policy/;
function checkMarkup() {
  const small = pages.filter((page) => statSync(page.path).size < 8_000_000);
  try {
    execFileSync('java', ['-Xss16m', '-jar', vnu, '--stdout', '--exit-zero-always', '--format', 'gnu', ...small.map((page) => page.path)],
      { encoding: 'utf8', maxBuffer: 1 << 28 })
      .split('\n')
      .filter((line) => line && !pieces.test(line))
      .forEach((line) => tell.fail({ name: 'Nu HTML checker' }, line.replace(`file:${folder}/`, '')));
  } catch (error) {
    tell.fail({ name: 'Nu HTML checker' }, error.message);
  }
}

async function checkPage(page) {
  const text = readFileSync(page.path, 'utf8');
  const begun = Date.now();
  checkPolicy(page, text);
  const tab = await visit(scripted, page);
  await checkAccessibility(tab, page, tell);
  await tab.close();
  const used = await visit(scripted, page);
  await checkUse(used, page, tell);
  await used.close();
  const plain = await visit(unscripted, page);
  await checkWithoutScript(plain, page, text, tell);
  await plain.close();
  if (process.env.VERBOSE) console.log(`${page.name}: ${Date.now() - begun} ms`);
}

const started = Date.now();
const scripted = await open();
const unscripted = await open({ javaScriptEnabled: false });
// Two at a time, as the machines have two processors; the longest first.
const waiting = [...pages].sort((a, b) => statSync(b.path).size - statSync(a.path).size);
await Promise.all([1, 2].map(async () => {
  for (let page = waiting.shift(); page; page = waiting.shift()) await checkPage(page);
}));
await unscripted.close();
await scripted.close();
checkMarkup();
await checkSpeed(open, pages, tell);
profiles.forEach((profile) => rmSync(profile, { recursive: true, force: true, maxRetries: 3 }));

for (const name of ['clean', 'full', 'failed', 'hostile', 'compared', 'large-1', 'large-5001', 'crowded-10000']) {
  if (!pages.some((page) => page.name === name)) tell.fail({ name: folder }, `there is no page ${name}.html`);
}
console.log(`${pages.length} pages opened in ${Math.round((Date.now() - started) / 1000)} s, ${failures} failures`);
process.exit(failures > 0 ? 1 : 0);
