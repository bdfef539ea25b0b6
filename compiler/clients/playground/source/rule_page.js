// The page of a rule, which is Markdown of a simple kind: headings, paragraphs, lists, tables, code.
import { make } from './text.js';

// Links lead to pages that are not here; their words stay.
const inline = (text) =>
  text.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1').split(/(`[^`]+`|\*\*[^*]+\*\*)/).filter((part) => part !== '').map((part) => {
    if (/^`.+`$/.test(part)) return make('code', {}, part.slice(1, -1));
    if (/^\*\*.+\*\*$/.test(part)) return make('strong', {}, part.slice(2, -2));
    return part;
  });

const cells = (line) => line.replace(/^\||\|$/g, '').split('|').map((cell) => cell.trim());

/** What the page of a rule says, without its examples, which are whole projects. */
export const rulePageElements = (markdown) => {
  const elements = [];
  const lines = markdown.split('\n');
  let at = 0;
  const takeWhile = (test) => {
    const taken = [];
    while (at < lines.length && test(lines[at])) taken.push(lines[at++]);
    return taken;
  };
  while (at < lines.length) {
    const line = lines[at];
    if (line.startsWith('# ')) {
      at += 1; // the dialog has it as its heading
    } else if (line.startsWith('## ')) {
      if (/^## (Reported|Silent|Not reported|Examples?)\b/.test(line)) break;
      elements.push(make('h3', {}, inline(line.slice(3))));
      at += 1;
    } else if (line.startsWith('### ')) {
      elements.push(make('h4', {}, inline(line.slice(4))));
      at += 1;
    } else if (line.startsWith('```')) {
      at += 1;
      const code = takeWhile((each) => !each.startsWith('```'));
      at += 1;
      elements.push(make('pre', { tabindex: '0' }, code.join('\n')));
    } else if (line.startsWith('|')) {
      const [head, , ...rows] = takeWhile((each) => each.startsWith('|')).map(cells);
      elements.push(make('div', { class: 'sc', tabindex: '0', role: 'group', 'aria-label': 'Severities' }, make('table', {},
        make('thead', {}, make('tr', {}, head.map((cell) => make('th', { scope: 'col' }, inline(cell))))),
        make('tbody', {}, rows.map((row) => make('tr', {}, row.map((cell) => make('td', {}, inline(cell)))))))));
    } else if (/^[*-] /.test(line)) {
      const items = [];
      while (at < lines.length && /^([*-] | {2,}\S)/.test(lines[at])) {
        if (/^[*-] /.test(lines[at])) items.push(lines[at].slice(2));
        else items[items.length - 1] += ` ${lines[at].trim()}`;
        at += 1;
      }
      elements.push(make('ul', {}, items.map((item) => make('li', {}, inline(item)))));
    } else if (line.trim() === '') {
      at += 1;
    } else {
      const text = takeWhile((each) => each.trim() !== '' && !/^(#|```|\||[*-] )/.test(each)).join(' ');
      // A line that begins like something else and is nothing of it.
      elements.push(make('p', {}, inline(text === '' ? lines[at++] : text)));
    }
  }
  return elements;
};
