// What somebody does with a page who has a keyboard and a browser with scripts.

const cards = (tab, more = '') => tab.locator(`#list .f${more}`);
const visible = (tab) => tab.evaluate(() => [...document.querySelectorAll('#list .f')].filter((card) => !card.hidden).length);
const held = (tab) => tab.evaluate(() =>
  [...document.querySelectorAll('#list noscript')].reduce((sum, part) => sum + Number(part.dataset.count), 0));

/** How many findings the page says it has. */
async function told(tab) {
  const text = await tab.locator('#h-findings .ct').textContent();
  return Number(text);
}

export async function checkUse(tab, page, tell) {
  const expect = (holds, text) => { if (!holds) tell.fail(page, text); };
  const heading = await tab.locator('h1').textContent();
  const width = await tab.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(width[0] <= width[1], `the page is ${width[0]} wide in a window of ${width[1]}`);
  if (page.name === 'failed') {
    expect(heading.includes('failed'), `a failed run is called "${heading}"`);
    expect(await tab.locator('.fail').count() === 2, 'not each failure is told');
    expect(await tab.locator('main section').count() === 0, 'a run that judged nothing has sections');
    expect(!(await tab.locator('body').textContent()).includes('No findings'), 'a failed run reads as clean');
    return;
  }
  const count = await told(tab);
  if (count === 0) {
    expect(await tab.locator('#controls').count() === 0, 'nothing to filter, and a filter');
    return;
  }
  expect(await cards(tab).count() + await held(tab) === count, 'a finding is missing');
  expect(await tab.locator('#controls').isVisible(), 'the filters do not show');

  // The rest of a long group comes when asked for, and takes the focus.
  if (await held(tab) > 0) {
    expect(await cards(tab).count() <= 300, 'more is drawn than is looked at');
    const before = await cards(tab).count();
    const more = tab.locator('#list .more').first();
    if (await more.count() > 0) {
      await more.press('Enter');
      expect(await cards(tab).count() > before, 'a button for more shows no more');
      expect(await tab.evaluate(() => document.activeElement.tagName) === 'SUMMARY', 'the focus is lost');
    }
    const closed = tab.locator('#list .g:not([open]) > summary').first();
    if (await closed.count() > 0) {
      const drawn = await cards(tab).count();
      await closed.press('Enter');
      await tab.waitForTimeout(100);
      expect(await cards(tab).count() > drawn, 'a group that is opened stays empty');
    }
  }

  // What is the same for ten and ten thousand is looked at with ten.
  if (count > 1000) {
    await tab.locator('#by').selectOption('rule');
    expect(await visible(tab) === count, `grouped by rule, ${await visible(tab)} of ${count} are there`);
    await tab.locator('#q').fill('scH004 error');
    await tab.waitForTimeout(1000);
    const found = await visible(tab);
    expect(found > 0 && found < count, `a search finds ${found} of ${count}`);
    return;
  }

  // New ones alone, where somebody compared.
  const all = tab.locator('[name=state][value=all]');
  if (await all.count() > 0) {
    const fresh = await tab.locator('#list .f[data-state=new]').count();
    expect(fresh > 0 && await visible(tab) === fresh, 'a page of what is new does not begin with that');
    await all.focus();
    await tab.keyboard.press('Space');
    expect(await visible(tab) === count, 'all is not all');
  }

  const severities = {};
  for (const [kind, name] of [['e', 'error'], ['w', 'warning'], ['i', 'info']]) {
    const box = tab.locator(`[name=sv][value=${kind}]`);
    if (await box.count() === 0) continue;
    await box.focus();
    await tab.keyboard.press('Space');
    severities[kind] = count - await visible(tab);
    expect(severities[kind] > 0, `without ${name}s there is as much`);
    expect(await tab.evaluate((k) => ![...document.querySelectorAll(`#list .f.${k}`)].some((card) => !card.hidden), kind),
      `a hidden ${name} shows`);
    await tab.keyboard.press('Space');
    expect(await visible(tab) === count, `an ${name} does not come back`);
  }
  expect(Object.values(severities).reduce((a, b) => a + b, 0) === count, 'the severities do not add up');

  for (const by of ['cause', 'rule', 'file', 'owner', 'app']) {
    await tab.locator('#by').selectOption(by);
    expect(await visible(tab) === count, `grouped by ${by}, ${await visible(tab)} of ${count} are there`);
    const titles = await tab.locator('#list .g > summary h3').allTextContents();
    expect(titles.length > 0 && titles.every((title) => title.trim() !== ''), `a group by ${by} has no title`);
    if (by === 'rule') {
      const rules = await tab.evaluate(() => new Set([...document.querySelectorAll('#list .f .wr b')].map((b) => b.textContent)).size);
      expect(titles.length === rules, `${titles.length} groups for ${rules} rules`);
    }
    if (by === 'file') {
      const files = await tab.evaluate(() => new Set([...document.querySelectorAll('#list .f')].map((card) => card.dataset.file)).size);
      expect(titles.length === files, `${titles.length} groups for ${files} files`);
    }
  }

  await tab.locator('h1').click();
  await tab.keyboard.press('/');
  expect(await tab.evaluate(() => document.activeElement.id) === 'q', '/ does not lead to the search');
  const code = await cards(tab).first().locator('.wr b').textContent();
  await tab.keyboard.type(code.toLowerCase());
  await tab.waitForTimeout(400);
  const found = await visible(tab);
  expect(found > 0 && found <= count, `a search for ${code} finds ${found}`);
  await tab.keyboard.type(' no-such-word');
  await tab.waitForTimeout(400);
  expect(await visible(tab) === 0 && await tab.locator('#nothing').isVisible(), 'nothing found is not said');
  await tab.keyboard.press('Escape');
  expect(await visible(tab) === count, 'Escape does not end the search');

  // From finding to finding, and into one.
  await tab.locator('#all').focus();
  await tab.keyboard.press('j');
  const card = cards(tab).first();
  expect(await tab.evaluate(() => document.activeElement === document.querySelector('#list .f > summary')), 'j does not lead to the first finding');
  if (!await card.evaluate((element) => element.open)) await tab.keyboard.press('Enter');
  expect(await card.evaluate((element) => element.open), 'Enter does not open a finding');
  await card.locator('.bd > details.fl > summary').waitFor({ timeout: 2000 }).catch(() => tell.fail(page, 'an opened finding does not say why'));
  expect(await card.locator('.go button').count() >= 1, 'an opened finding has nothing to copy');
  const id = await cards(tab).last().getAttribute('id');
  await tab.evaluate((hash) => { location.hash = hash; }, id);
  await tab.waitForTimeout(50);
  expect(await tab.evaluate((name) => document.getElementById(name).open, id), 'a link to a finding does not open it');
}
