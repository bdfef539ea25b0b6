// VS Code in a browser, used as people do: by keys, and by what they see.
import { chromium } from 'playwright-core';

const kFlags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const kPatience = 20_000; // milliseconds; of a slow machine that does other things, too

export const openBrowser = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: kFlags });

export class Editor {
  constructor(page) {
    this.page = page;
  }

  static async open(browser, address, folder, viewport = { width: 1440, height: 900 }) {
    const context = await browser.newContext({ viewport, deviceScaleFactor: 1 });
    const page = await context.newPage();
    page.setDefaultTimeout(kPatience);
    await page.goto(`${address}/?folder=${encodeURIComponent(folder)}`, { waitUntil: 'domcontentloaded' });
    await page.waitForSelector('.monaco-workbench .part.statusbar', { timeout: 60_000 });
    const editor = new Editor(page);
    return editor;
  }

  /** What the item in the status bar says. */
  async status() {
    const item = this.page.locator('.statusbar-item[id$="ecac"]').first();
    return (await item.textContent())?.trim() ?? '';
  }

  async waitFor(what, tells) {
    const end = Date.now() + kPatience;
    let last;
    while (Date.now() < end) {
      last = await what();
      if (tells(last)) return last;
      await this.page.waitForTimeout(50);
    }
    throw new Error(`timed out; the last seen is ${JSON.stringify(last)}`);
  }

  // Opens the line at the top by keys and takes the row with this in it. While the editor starts, that line is closed again by
  // whatever comes up, and finds nothing yet.
  async pick(keys, text, title) {
    const { page } = this;
    const input = page.locator('.quick-input-widget input[type=text]');
    const row = page.locator('.quick-input-list .monaco-list-row').filter({ has: page.locator('.label-name', { hasText: title }) }).first();
    for (let tries = 0; ; ++tries) {
      if (!(await input.isVisible())) await page.keyboard.press(keys);
      const found = input.fill('', { timeout: 1000 })
        .then(() => input.fill(text, { timeout: 1000 }))
        .then(() => row.waitFor({ timeout: 2000 }));
      if (await found.then(() => true, () => false)) break;
      if (tries === 10) throw new Error(`${title} is not offered`);
    }
    await row.click();
    await input.waitFor({ state: 'hidden' });
  }

  /** Takes a command by its whole name. */
  command(name) {
    return this.pick('F1', `>${name}`, new RegExp(`^${name}$`));
  }

  /** Opens a file by its name, which is enough to tell it from all others, at a line and column. */
  async file(name, line, column) {
    await this.pick('Control+P', name, name);
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
    await this.page.locator('.editor-group-container.active .monaco-editor .view-line').first().waitFor();
    if (line !== undefined) await this.goTo(line, column);
  }

  async goTo(line, column) {
    const { page } = this;
    await page.keyboard.press('Control+G');
    const input = page.locator('.quick-input-widget input[type=text]');
    await input.waitFor();
    await input.fill(`:${line}:${column}`);
    await page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
  }

  /** The lines that are in sight, as one text. */
  async text() {
    const lines = await this.page.$$eval('.editor-group-container.active .view-line', (all) =>
      all.map((each) => [Number.parseFloat(each.style.top), each.textContent.replaceAll('\u00a0', ' ')]));
    return lines.sort(([a], [b]) => a - b).map(([, text]) => text).join('\n');
  }

  save() {
    return this.page.keyboard.press('Control+S');
  }

  squiggles(kind = 'error') {
    return this.page.locator(`.editor-group-container.active .squiggly-${kind}`);
  }

  /** What the light bulb offers at the cursor. */
  async actions() {
    await this.page.keyboard.press('Control+.');
    const rows = this.page.locator('.action-widget .monaco-list-row.action');
    await rows.first().waitFor();
    return (await rows.allTextContents()).map((each) => each.trim());
  }

  /** Takes the first of what is offered that has this in its title. */
  async act(title) {
    const at = (await this.page.locator('.action-widget .monaco-list-row.action').allTextContents()).findIndex((each) => each.includes(title));
    if (at < 0) throw new Error(`nothing is called ${title}`);
    for (let i = 0; i < at; ++i) await this.page.keyboard.press('ArrowDown');
    await this.page.keyboard.press('Enter');
    await this.page.locator('.action-widget').waitFor({ state: 'hidden' });
  }

  /** The rows of the Problems view that a filter leaves. */
  async problems(filter) {
    await this.command('Problems: Focus on Problems View');
    const input = this.page.locator('.panel .viewpane-filter input, .pane-composite-part.panel input').first();
    await input.fill(filter);
    return this.page.locator('.markers-panel .monaco-list-row');
  }

  async hover() {
    await this.page.keyboard.press('Control+K');
    await this.page.keyboard.press('Control+I');
    const rows = this.page.locator('.monaco-hover:not(.hidden) .hover-row');
    await rows.first().waitFor();
    await this.page.waitForFunction(() => !/Loading/.test(document.querySelector('.monaco-hover:not(.hidden)')?.textContent ?? 'Loading'));
    return (await rows.allTextContents()).join('\n');
  }

  async completions() {
    await this.page.keyboard.press('Control+Space');
    const rows = this.page.locator('.suggest-widget.visible .monaco-list-row');
    await rows.first().waitFor();
    return (await rows.allTextContents()).map((each) => each.trim());
  }

  picture(file) {
    return this.page.screenshot({ path: file });
  }
}
