// What both comparisons do with the differences they find: each has to be on a list of known ones
// with a reason, and each entry of the list has to be met.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const here = dirname(fileURLToPath(import.meta.url));

/** Returns what follows an option of the command line. */
export function option(name, fallback) {
  const position = process.argv.indexOf(name);
  return position < 0 ? fallback : process.argv[position + 1];
}

/** Holds differences against a list of this folder; says what does not agree, returns how much. */
function failuresAgainst(listName, differences) {
  const known = JSON.parse(readFileSync(join(here, listName), 'utf8'));
  const reasons = new Map(known.map((entry) => [entry.difference, entry.reason]));
  let failures = 0;
  const fail = (message) => {
    failures += 1;
    console.error(message);
  };
  if (reasons.size !== known.length) fail(`${listName} names a difference twice`);
  for (const [difference, reason] of reasons) {
    if (!reason?.trim()) fail(`without a reason: ${difference}`);
    if (!differences.includes(difference)) fail(`no longer a difference: ${difference}`);
  }
  for (const difference of differences) {
    if (!reasons.has(difference)) fail(`not on the list: ${difference}`);
  }
  return failures;
}

/**
 * Runs `compare`, which returns { differences, summary }, and sets the exit code. 0: agreement;
 * 1: differences; 2: the comparison could not be made.
 */
export function runComparison(listName, compare) {
  try {
    const { differences, summary } = compare();
    if (process.argv.includes('--print')) {
      for (const difference of differences) console.log(difference);
    }
    const failures = failuresAgainst(listName, differences);
    console.log(`${summary}; ${differences.length} differences, ${failures} failures`);
    process.exitCode = failures === 0 ? 0 : 1;
  } catch (error) {
    console.error(`the comparison could not be made: ${error.message}`);
    process.exitCode = 2;
  }
}
