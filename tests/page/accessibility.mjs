// axe over a page with everything unfolded, light and dark.
import axe from 'axe-core';

export async function checkAccessibility(tab, page, tell) {
  // More of the same takes minutes.
  if (/-\d{4,}$/.test(page.name)) return;
  if (page.name !== 'several-projects') {
    await tab.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
    await tab.waitForTimeout(100);
  }
  for (const colorScheme of ['light', 'dark']) {
    await tab.emulateMedia({ colorScheme });
    // Evaluated, because the policy of the page lets in no script but its own. Of colours alone dark
    // is another page.
    await tab.evaluate(axe.source);
    const { violations } = await tab.evaluate((colours) => axe.run(document, {
      resultTypes: ['violations'],
      ...(colours ? { runOnly: { type: 'rule', values: ['color-contrast'] } } : {}),
    }), colorScheme === 'dark');
    for (const violation of violations) {
      tell.fail(page, `axe (${colorScheme}): ${violation.id}: ${violation.help}: ` +
        violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | '));
    }
  }
}
