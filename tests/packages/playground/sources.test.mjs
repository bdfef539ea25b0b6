// What can be told of the page without building it.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { must, read, root } from '../support.mjs';

const folder = 'compiler/clients/playground/source';
const sources = readdirSync(path.join(root, folder)).filter((file) => file.endsWith('.js'));
const page = read('compiler/clients/playground/index.html');

test('every source is JavaScript, and imports what there is', () => {
  assert.ok(sources.length > 10);
  const { devDependencies } = JSON.parse(read('compiler/clients/playground/package.json'));
  for (const file of sources) {
    must(process.execPath, ['--check', path.join(root, folder, file)]);
    for (const [, names, from] of read(folder, file).matchAll(/^import \{([^}]+)\} from '([^']+)';$/gm)) {
      if (!from.startsWith('.')) {
        assert.ok(devDependencies[from], `${file} imports ${from}`);
        continue;
      }
      const text = read(path.join(folder, from));
      for (const name of names.split(',').map((each) => each.trim())) assert.match(text, new RegExp(`^export (const|class|function|async function) ${name}\\b`, 'm'), `${file} imports ${name}`);
    }
  }
});

test('what the script looks for is on the page', () => {
  const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const main = read(folder, 'main.js');
  for (const [, id] of main.matchAll(/byId\('([^']+)'\)/g)) assert.ok(ids.has(id), id);
});

test('the policy allows nothing but files of the page and WebAssembly', () => {
  const [, policy] = /Content-Security-Policy" content="([^"]+)"/.exec(page);
  const rules = Object.fromEntries(policy.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1).join(' ')]));
  assert.deepEqual(rules, { 'default-src': "'none'", 'script-src': "'self' 'wasm-unsafe-eval'", 'style-src': "'self'", 'connect-src': "'self'", 'worker-src': "'self'", 'base-uri': "'none'", 'form-action': "'none'" });
  assert.ok(!/<script>|<style|\son[a-z]+=|\sstyle=|https?:/.test(page));
});

test('the colours are those of the report as a page', () => {
  const style = read('compiler/emit/report/html/page_style.cpp');
  const own = read(folder, 'style.css');
  for (const [, name] of own.matchAll(/var\(--([a-z]+)\)/g)) assert.ok(style.includes(`--${name}:`) || own.includes(`--${name}:`), name);
});
