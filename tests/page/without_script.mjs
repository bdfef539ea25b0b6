// The same page where no script runs: everything can be read, nothing pretends to work.

export async function checkWithoutScript(tab, page, text, tell) {
  const expect = (holds, words) => { if (!holds) tell.fail(page, `without script: ${words}`); };
  if (page.name === 'failed') return;
  const count = Number(await tab.locator('#h-findings .ct').textContent());
  const there = await tab.locator('#list .f').count();
  expect(there === count, `${there} of ${count} findings are there`);
  if (count === 0) return;
  expect(!(await tab.locator('#controls').isVisible()), 'filters show that do nothing');
  expect(await tab.locator('button:visible').count() === 0, 'a button shows that does nothing');
  if (count > 500) return;
  const last = tab.locator('#list .f').last();
  if (!(await last.locator('.bd').isVisible())) await last.locator('summary').first().press('Enter');
  expect(await last.locator('.bd').isVisible(), 'a finding does not open');
  const why = last.locator('a.why');
  const target = await why.getAttribute('href');
  expect(text.includes(`id="${target.slice(1)}"`), 'a link to the rule leads nowhere');
}
