// Uses the playground as people do: `node check_playground.mjs FOLDER`. Each step begins with a fresh page.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import axe from 'axe-core';
import { encodeProject } from '../../compiler/clients/playground/source/link.js';
import { errors, findings, idle, openBrowser, visit } from './browser.mjs';
import { serve } from './server.mjs';

const folder = path.resolve(process.argv[2] ?? 'docs/playground');
const only = process.argv[3];
const { address, end } = await serve(folder);
let failures = 0;
let step = '';
const tell = (text) => {
  failures += 1;
  console.error(`${step}: ${text}`);
};
const expect = (holds, text) => {
  if (!holds) tell(text);
};

const editor = (tab) => tab.locator('#editor .cm-content');
const take = async (tab, sample) => {
  await tab.locator('#sample').selectOption(sample);
  await idle(tab);
};
const view = async (tab, name) => {
  await tab.locator(`#t-${name}`).click();
  await idle(tab);
};
const openFile = (tab, name) => tab.locator('#tree .file', { hasText: name }).first().click();
const textOf = (tab) => editor(tab).evaluate((element) => element.cmTile?.view?.state.doc.toString() ?? element.innerText);

const steps = {
  async 'shows the findings of a broken sample'(browser) {
    const tab = await visit(browser, address, tell);
    const count = await findings(tab).count();
    expect(await errors(tab) > 0 && count >= await errors(tab), 'a broken sample has no errors');
    expect(Number(await tab.locator('#t-findings .ct').textContent()) === count, 'the number at the tab is not that of the list');
    await findings(tab).first().locator('summary').press('Enter');
    expect(await tab.locator('#editor .cm-lintRange-error').count() > 0, 'nothing is underlined');
    expect(await tab.locator('#editor .cm-lint-marker-error').count() > 0, 'no line is marked');
    expect(await tab.locator('#tree .bd.e').count() > 0, 'no file is marked');
    for (const sample of await tab.locator('#sample option').allTextContents()) {
      if (sample === 'own files') continue;
      await take(tab, sample);
      const wrong = await errors(tab);
      expect(sample.endsWith('-broken') ? wrong > 0 : wrong === 0, `${sample} has ${wrong} errors`);
    }
  },

  async 'says what is typed'(browser) {
    const tab = await visit(browser, address, tell);
    await take(tab, 'headless-public');
    expect(await findings(tab).count() === 0 && await tab.locator('.clean').isVisible(), 'a sound sample has findings');
    await editor(tab).click();
    await tab.keyboard.press('Control+Home');
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.type('<nobody>knows</nobody>');
    await idle(tab);
    expect((await findings(tab).allTextContents()).some((text) => text.includes('nobody')), 'what is typed is not found');
    expect(await tab.locator('#editor .cm-lintRange-error').count() > 0, 'what is typed is not underlined');
    for (let i = 0; i < 12; ++i) await tab.keyboard.press('Control+z');
    await idle(tab);
    expect(await findings(tab).count() === 0, 'what is taken back is still found');
    // Tab leads out of the editor.
    await tab.keyboard.press('Tab');
    expect(await tab.evaluate(() => document.activeElement.id !== 'editor'), 'nobody gets out of the editor');
  },

  async 'makes fixes, and takes them back'(browser) {
    const tab = await visit(browser, address, tell);
    const before = await findings(tab).count();
    const card = tab.locator('#v-findings .f:has-text("Packageable")').first();
    await card.locator('summary').click();
    expect(await card.locator('pre del').count() === 1 && await card.locator('pre ins').count() === 1, 'the lines of a fix are not shown');
    await card.getByRole('button', { name: /^Apply/ }).click();
    await idle(tab);
    expect(await card.count() === 0, 'a fix mends nothing');
    await tab.locator('#notice').getByRole('button', { name: 'Undo' }).click();
    await idle(tab);
    expect(await findings(tab).count() === before, 'Undo does not bring back what was');
    await tab.locator('#fix-all').click();
    await tab.locator('dialog[open]').waitFor();
    expect(await tab.locator('dialog ins').count() > 3, 'safe fixes are not shown first');
    await tab.locator('dialog').getByRole('button', { name: 'Apply' }).click();
    await idle(tab);
    expect(await findings(tab).count() < before && await tab.locator('#fix-all').count() === 0, 'safe fixes are left');
  },

  async 'explains a rule'(browser) {
    const tab = await visit(browser, address, tell);
    const card = tab.locator('#v-findings .f:has-text("FLW021")').first();
    await card.locator('summary').click();
    await card.getByRole('button', { name: /^Why/ }).click();
    await tab.locator('dialog[open]').waitFor();
    expect(/FLW021 secret-required/.test(await tab.locator('dialog h2').textContent()), 'the page has no name');
    expect((await tab.locator('dialog p').count()) > 2 && await tab.locator('dialog table').count() === 1, 'the page is not there');
    await tab.keyboard.press('Escape');
    expect(!await tab.locator('dialog').isVisible(), 'Escape does not close it');
  },

  async 'shows flows and what is resolved'(browser) {
    const tab = await visit(browser, address, tell);
    await take(tab, 'headless-public');
    await view(tab, 'flows');
    expect(await tab.locator('#v-flows .mx tbody tr').count() === 14, 'not every flow is there');
    expect((await tab.locator('#v-flows .fl').allTextContents()).some((text) => text.includes('headless login') && text.includes('ready')), 'a flow has no state');
    await tab.locator('#v-flows .fl summary').first().click();
    await tab.locator('#v-flows button.pl:visible').first().click();
    expect(await tab.evaluate(() => document.activeElement.id === 'editor'), 'a place does not lead into the editor');
    await view(tab, 'resolved');
    await tab.locator('#v-resolved summary', { hasText: 'Portal' }).click();
    expect(/Portal_oauthPlcy:\d+/.test(await tab.locator('#v-resolved .rs').first().textContent()), 'no value has a line');
    await tab.locator('#v-resolved summary', { hasText: 'JSON' }).click();
    expect(JSON.parse(await tab.locator('#v-resolved .js').textContent()).apps.length === 1, 'the document is not there');
    await tab.keyboard.press('Alt+1');
    expect(await tab.locator('#v-findings').isVisible(), 'a key does not lead to the findings');
    await tab.locator('#t-findings').press('ArrowRight');
    expect(await tab.locator('#v-flows').isVisible(), 'an arrow does not lead to the next tab');
  },

  async 'judges by the mode'(browser) {
    const tab = await visit(browser, address, tell, `#${await encodeProject({ files: new Map([['extlClntAppPolicies/A_plcy.ecaPlcy-meta.xml', '<?xml version="1.0" encoding="UTF-8"?>\n<ExtlClntAppConfigurablePolicies xmlns="http://soap.sforce.com/2006/04/metadata">\n    <externalClientApplication>Absent</externalClientApplication>\n    <isEnabled>true</isEnabled>\n    <label>A_plcy</label>\n</ExtlClntAppConfigurablePolicies>\n']]), open: '', mode: 'lint' })}`);
    const lint = await errors(tab);
    await tab.locator('[name=mode][value=predeploy]').check();
    await idle(tab);
    expect(await errors(tab) > lint, 'before a deploy nothing is missing');
  },

  async 'opens and makes links'(browser) {
    const text = '<?xml version="1.0" encoding="UTF-8"?>\n<ExternalClientApplication xmlns="http://soap.sforce.com/2006/04/metadata">\n    <contactEmail>a@example.com</contactEmail>\n    <distributionState>Somewhere ä\u{1f600}</distributionState>\n    <label>A</label>\n</ExternalClientApplication>\n';
    const fragment = await encodeProject({ files: new Map([['externalClientApps/A b.txt', ''], ['externalClientApps/A.eca-meta.xml', text]]), open: 'externalClientApps/A.eca-meta.xml', mode: 'audit' });
    const tab = await visit(browser, address, tell, `#${fragment}`);
    expect(await tab.locator('#tree .file').count() === 2 && await tab.locator('[name=mode][value=audit]').isChecked(), 'a link does not bring its project');
    expect((await editor(tab).textContent()).includes('Somewhere ä\u{1f600}'), 'a link does not bring its text');
    expect((await findings(tab).allTextContents()).some((each) => each.includes('SCH004')), 'what a link brings is not judged');
    await editor(tab).click();
    await tab.keyboard.press('Control+End');
    await tab.keyboard.type('<!-- more -->');
    await idle(tab);
    await tab.locator('#share').click();
    const link = await tab.locator('#link').inputValue();
    await tab.keyboard.press('Escape');
    const other = await visit(browser, link.split('#')[0], tell, `#${link.split('#')[1]}`);
    expect((await editor(other).textContent()).includes('<!-- more -->'), 'what is shared is not what was there');
    for (const [broken, words] of [[fragment.slice(0, -9), /missing/], ['p=%%%', /letters/], [await packedBomb(), /more than this page takes/]]) {
      const kind = await visit(browser, address, tell, `#${broken}`);
      expect(words.test(await kind.locator('#notice').textContent()), `a broken link says "${await kind.locator('#notice').textContent()}"`);
      expect(await findings(kind).count() > 0, 'with a broken link there is nothing');
      await kind.close();
    }
  },

  async 'keeps a project: new, renamed, deleted, opened'(browser) {
    const tab = await visit(browser, address, tell);
    const files = () => tab.locator('#tree .file').count();
    const before = await files();
    await tab.locator('#new').click();
    await tab.keyboard.press('Control+a');
    await tab.keyboard.type('../out');
    await tab.keyboard.press('Enter');
    expect(/leads nowhere else/.test(await tab.locator('#d-problem').textContent()), 'a path out of the project is taken');
    await tab.keyboard.press('Control+a');
    await tab.keyboard.type('sfdx-project.json');
    await tab.keyboard.press('Enter');
    expect(/There is a file/.test(await tab.locator('#d-problem').textContent()), 'a file is put over another');
    await tab.keyboard.press('Control+a');
    await tab.keyboard.type('force-app/new <b>.xml');
    await tab.keyboard.press('Enter');
    await tab.locator('#tree .file', { hasText: 'new <b>.xml' }).waitFor();
    await idle(tab);
    expect(await files() === before + 1, 'a new file is not there');
    await tab.getByRole('button', { name: /^Rename/ }).click();
    await tab.keyboard.press('Control+a');
    await tab.keyboard.type('other/b.txt');
    await tab.keyboard.press('Enter');
    await tab.locator('#tree .file', { hasText: 'b.txt' }).waitFor();
    await idle(tab);
    expect(await tab.locator('#tree .file', { hasText: 'b.txt' }).count() === 1 && await files() === before + 1, 'a renamed file is not there');
    await tab.getByRole('button', { name: /^Delete/ }).click();
    await idle(tab);
    expect(await files() === before, 'a deleted file is there');
    await tab.locator('#notice').getByRole('button', { name: 'Undo' }).click();
    await idle(tab);
    expect(await files() === before + 1, 'a deleted file does not come back');

    const own = mkdtempSync(path.join(os.tmpdir(), 'ecac-own-'));
    mkdirSync(path.join(own, 'externalClientApps'));
    mkdirSync(path.join(own, '.git'));
    writeFileSync(path.join(own, '.git/config'), '');
    writeFileSync(path.join(own, 'externalClientApps/Ä.eca-meta.xml'), '<ExternalClientApplication xmlns="http://soap.sforce.com/2006/04/metadata"><label>A</lable></ExternalClientApplication>');
    writeFileSync(path.join(own, 'odd.eca-meta.xml'), Buffer.from([0x3c, 0xff]));
    await tab.locator('#folder').setInputFiles(own);
    await tab.locator('#notice', { hasText: 'Opened 2 files' }).waitFor();
    await idle(tab);
    expect(await files() === 2 && (await findings(tab).allTextContents()).some((text) => text.includes('XML001')), 'a folder is not opened');
    await openFile(tab, 'odd');
    expect(/no UTF-8 text/.test(await tab.locator('#notice').textContent()), 'what is no text is not told');
    rmSync(own, { recursive: true });
  },

  async 'takes no text for markup'(browser) {
    const evil = '<img src=x onerror=alert(1)>';
    const fragment = await encodeProject({ files: new Map([
      [`externalClientApps/${evil}.eca-meta.xml`.replaceAll('/>', '>'), `<ExternalClientApplication xmlns="http://soap.sforce.com/2006/04/metadata"><${'a'}nobody>${evil.replaceAll('<', '&lt;')}</anobody><distributionState>&lt;script>alert(2)&lt;/script></distributionState></ExternalClientApplication>`],
      ['externalClientApps/B.eca-meta.xml', `<ExternalClientApplication xmlns="http://soap.sforce.com/2006/04/metadata"><label>${evil}</label></ExternalClientApplication>`],
    ]), open: '', mode: 'audit' });
    const tab = await visit(browser, address, tell, `#${fragment}`);
    for (const card of await findings(tab).all()) await card.locator('summary').first().click();
    for (const name of ['flows', 'resolved', 'findings']) await view(tab, name);
    expect(await tab.locator('img, #tree script').count() === 0, 'a text became an element');
  },

  async 'can be used by everybody'(browser) {
    for (const [name, options] of Object.entries({ wide: {}, narrow: { viewport: { width: 390, height: 800 } } })) {
      for (const colorScheme of ['light', 'dark']) {
        const tab = await visit(browser, address, tell);
        if (options.viewport) await tab.setViewportSize(options.viewport);
        await tab.emulateMedia({ colorScheme });
        // Evaluated, because the policy of the page lets in no script but its own.
        await tab.evaluate(axe.source);
        const look = async (what, dialog = false) => {
          if (dialog) await tab.locator('dialog[open]').waitFor();
          const { violations } = await tab.evaluate(() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] }));
          for (const violation of violations) {
            tell(`${name}, ${colorScheme}, ${what}: axe: ${violation.id}: ${violation.help}: ${violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(' | ')}`);
          }
        };
        for (const card of (await findings(tab).all()).slice(0, 6)) await card.locator('summary').first().click();
        await look('findings');
        await tab.locator('#fix-all').click();
        await look('safe fixes', true);
        await tab.keyboard.press('Escape');
        await view(tab, 'flows');
        for (const each of (await tab.locator('#v-flows .fl > summary').all()).slice(0, 4)) await each.click();
        await look('flows');
        await view(tab, 'resolved');
        for (const each of (await tab.locator('#v-resolved .fl > summary').all()).slice(0, 2)) await each.click();
        await look('resolved');
        await tab.locator('#about').click();
        await look('about', true);
        await tab.keyboard.press('Escape');
        await tab.locator('#share').click();
        await look('share', true);
        await tab.keyboard.press('Escape');
        await tab.locator('#new').click();
        await look('new', true);
        await tab.keyboard.press('Escape');
        const [width, room] = await tab.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        expect(width <= room, `${name}: the page is ${width} wide in a window of ${room}`);
        await tab.close();
      }
    }
  },
};

const packedBomb = async () => {
  const stream = new Blob([new Uint8Array(60_000_000)]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return `p=${Buffer.from(await new Response(stream).arrayBuffer()).toString('base64url')}`;
};

const started = Date.now();
for (const [name, run] of Object.entries(steps)) {
  if (only && !name.includes(only)) continue;
  step = name;
  const browser = await openBrowser();
  try {
    await run(browser);
  } catch (error) {
    tell(error.message);
  }
  await browser.close();
  console.log(`${name}: done`);
}
end();
console.log(`${Object.keys(steps).length} steps in ${Math.round((Date.now() - started) / 1000)} s, ${failures} failures`);
process.exit(failures > 0 ? 1 : 0);
