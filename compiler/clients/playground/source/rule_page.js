// The page of a rule, which is Markdown of a simple kind: headings, paragraphs, lists, tables, code.
import { make } from './text.js';

const kExamples = /^## (Reported|Silent|Not reported|Examples?)\b/;

const cells = (line) => line.replace(/^\||\|$/g, '').split('|').map((cell) => cell.trim());

/**
 * What the page of a rule says, as blocks `{kind, …}`. Its examples are left out: they are whole projects, with marks for the test that
 * they are. So is the title, which stands elsewhere.
 */
export const rulePageBlocks = (markdown) => {
  const blocks = [];
  const lines = markdown.split('\n');
  let at = 0;
  const takeWhile = (holds) => {
    const taken = [];
    while (at < lines.length && holds(lines[at])) taken.push(lines[at++]);
    return taken;
  };
  while (at < lines.length && !kExamples.test(lines[at])) {
    const line = lines[at];
    if (line.startsWith('# ') || line.trim() === '') {
      at += 1;
    } else if (/^###? /.test(line)) {
      const [, marks, text] = /^(#+) (.*)$/.exec(line);
      blocks.push({ kind: 'heading', level: marks.length, text });
      at += 1;
    } else if (line.startsWith('```')) {
      at += 1;
      blocks.push({ kind: 'code', text: takeWhile((each) => !each.startsWith('```')).join('\n') });
      at += 1;
    } else if (line.startsWith('|')) {
      const [head, , ...rows] = takeWhile((each) => each.startsWith('|')).map(cells);
      blocks.push({ kind: 'table', head, rows });
    } else if (/^[*-] /.test(line)) {
      const items = [];
      for (const each of takeWhile((next) => /^([*-] | {2,}\S)/.test(next))) {
        if (/^[*-] /.test(each)) items.push(each.slice(2));
        else items[items.length - 1] += ` ${each.trim()}`;
      }
      blocks.push({ kind: 'list', items });
    } else {
      // The first line is one, whatever it begins with.
      at += 1;
      blocks.push({ kind: 'paragraph', text: [line, ...takeWhile((each) => each.trim() !== '' && !/^(#|```|\||[*-] )/.test(each))].join(' ') });
    }
  }
  return blocks;
};

// Links lead to pages that are not here; their words stay.
const inline = (text) =>
  text.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1').split(/(`[^`]+`|\*\*[^*]+\*\*)/).filter((part) => part !== '').map((part) => {
    if (/^`.+`$/.test(part)) return make('code', {}, part.slice(1, -1));
    if (/^\*\*.+\*\*$/.test(part)) return make('strong', {}, part.slice(2, -2));
    return part;
  });

const draw = {
  heading: ({ level, text }) => make(level === 2 ? 'h3' : 'h4', {}, inline(text)),
  paragraph: ({ text }) => make('p', {}, inline(text)),
  code: ({ text }) => make('pre', { tabindex: '0' }, text),
  list: ({ items }) => make('ul', {}, items.map((item) => make('li', {}, inline(item)))),
  table: ({ head, rows }) =>
    make('div', { class: 'sc', tabindex: '0', role: 'group', 'aria-label': head.join(', ') }, make('table', {},
      make('thead', {}, make('tr', {}, head.map((cell) => make('th', { scope: 'col' }, inline(cell))))),
      make('tbody', {}, rows.map((row) => make('tr', {}, row.map((cell) => make('td', {}, inline(cell)))))))),
};

/** The page as elements. */
export const rulePageElements = (markdown) => rulePageBlocks(markdown).map((block) => draw[block.kind](block));
