// What the pages of docs/ci tell to paste: blocks, and the commands of ecac in them.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { root } from './support.mjs';

export const folder = path.join(root, 'docs/ci');

/** The fenced blocks of all pages: `page`, `line`, `language`, `text`, and the `file` that the first line names. */
export const blocks = () =>
  readdirSync(folder)
    .filter((page) => page.endsWith('.md'))
    .sort()
    .flatMap((page) => {
      const text = readFileSync(path.join(folder, page), 'utf8');
      return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map((match) => ({
        page,
        line: text.slice(0, match.index).split('\n').length,
        language: match[1],
        text: match[2],
        file: /^(?:#|\/\/) (\S+)$/.exec(match[2].split('\n')[0])?.[1],
      }));
    });

// Every text of a document that is a script, wherever it stands.
const scriptsOf = (value, key = '') => {
  if (typeof value === 'string') return ['script', 'run', 'bash'].includes(key) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((each) => scriptsOf(each, key));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, each]) => scriptsOf(each, name));
};

const scripts = (block) => {
  if (block.language === 'sh') return [block.text];
  if (block.language === 'yaml') return scriptsOf(parse(block.text));
  if (block.language === 'groovy') return [...block.text.matchAll(/\bsh '''([\s\S]*?)'''|\bsh '([^']*)'/g)].map((match) => match[1] ?? match[2]);
  return [];
};

/** The commands of ecac in a block, each as a line for a shell; `docker run … ecac` and `sf eca` are its commands, too. */
export const commands = (block) =>
  scripts(block)
    .flatMap((script) => script.replace(/\\\n\s*/g, ' ').split('\n'))
    .map((line) => /(?:^|\s|\/)(?:ecac|ecacw|sf eca) ((?:check|explain|plan|compile|rules|waive|schema|version)\b.*)$/.exec(line.replace(/(^|\s)#.*$/, ''))?.[1])
    .filter((line) => line !== undefined)
    .map((line) => `ecac ${line.replace(/\s*\|\|.*$/, '').trim()}`);
