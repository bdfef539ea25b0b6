// How long it takes from the request of a page until it is drawn, beside a page with nothing on it.

const rounds = 5;

async function drawn(context, url) {
  const tab = await context.newPage();
  const started = performance.now();
  await tab.goto(url, { waitUntil: 'load' });
  await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const took = performance.now() - started;
  await tab.close();
  return took;
}

const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];

export async function checkSpeed(open, pages, tell) {
  const context = await open();
  const times = { empty: [] };
  const large = pages.filter((page) => page.name === 'crowded-10000');
  for (let i = 0; i < rounds; ++i) {
    times.empty.push(await drawn(context, 'data:text/html,<!DOCTYPE html><title>x</title>'));
    for (const page of large) (times[page.name] ??= []).push(await drawn(context, page.url));
  }
  await context.close();
  const empty = median(times.empty);
  for (const page of large) {
    const took = median(times[page.name]);
    console.log(`${page.name}: drawn in ${Math.round(took)} ms, an empty page in ${Math.round(empty)} ms`);
    // A machine that is busy with other things is slow with both.
    if (took > 2000 + 20 * empty) tell.fail(page, `drawn in ${Math.round(took)} ms`);
  }
}
