// Makes the picture of docs: `node screenshots.mjs FOLDER PNG [light|dark]`.
import { findings, idle, openBrowser, visit } from './browser.mjs';
import { serve } from './server.mjs';

const [folder, file, colorScheme = 'light'] = process.argv.slice(2);
const { address, end } = await serve(folder);
const browser = await openBrowser({ colorScheme, viewport: { width: 1440, height: 860 } });
const tab = await visit(browser, address, (text) => console.error(text));
await findings(tab).filter({ hasText: 'FLW021' }).first().locator('summary').click();
await idle(tab);
await tab.mouse.move(0, 0);
await tab.screenshot({ path: file });
await browser.close();
end();
