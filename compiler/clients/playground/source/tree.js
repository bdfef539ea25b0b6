// The files as a tree. Folders with nothing but a folder in them share a line with it.
import { count, hidden, make } from './text.js';

const insert = (root, path) => {
  let at = root;
  const parts = path.split('/');
  for (const part of parts.slice(0, -1)) {
    if (!at.folders.has(part)) at.folders.set(part, { folders: new Map(), files: [] });
    at = at.folders.get(part);
  }
  at.files.push({ name: parts.at(-1), path });
};

const byName = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

const badge = (found) => {
  if (!found) return null;
  const [severity, sign] = found.error ? ['error', 'e'] : found.warning ? ['warning', 'w'] : ['info', 'i'];
  return make('span', { class: `bd ${sign}` }, make('span', { 'aria-hidden': 'true' }, String(found[severity])), hidden(`, ${count(found[severity], severity)}`));
};

// What tells files apart, and what only tells their kind.
const nameParts = (name) => {
  const [, stem, kind = ''] = /^(.+?)(\.[^.]+-meta\.xml|\.[^.]+)?$/.exec(name);
  return [make('span', { class: 'stem' }, stem), kind ? make('span', { class: 'kind' }, kind.replace(/-meta\.xml$/, '')) : ''];
};

/** Draws the tree. `found` has the number of findings of each severity by path; `closed` is a Set of folders, which is kept up to date. */
export const drawTree = (place, { paths, open, found, closed, onopen, onrename, ondelete }) => {
  const root = { folders: new Map(), files: [] };
  for (const path of [...paths].sort(byName)) insert(root, path);
  const listOf = (node, prefix) =>
    make('ul', {},
      [...node.folders].map(([name, inner]) => {
        let label = name;
        let folder = inner;
        while (folder.files.length === 0 && folder.folders.size === 1) {
          const [[next, below]] = folder.folders;
          label += `/${next}`;
          folder = below;
        }
        const path = `${prefix}${label}`;
        const details = make('details', { open: !closed.has(path) }, make('summary', {}, label), listOf(folder, `${path}/`));
        details.addEventListener('toggle', () => (details.open ? closed.delete(path) : closed.add(path)));
        return make('li', {}, details);
      }),
      node.files.map(({ name, path }) =>
        make('li', { class: path === open ? 'open' : '' },
          make('button', { type: 'button', class: 'file', title: path, 'aria-current': path === open ? 'true' : null, onclick: () => onopen(path) }, make('span', { class: 'nm' }, nameParts(name)), badge(found.get(path))),
          ...(path === open
            ? [make('span', { class: 'acts' },
                make('button', { type: 'button', 'aria-label': `Rename ${path}`, title: 'Rename', onclick: () => onrename(path) }, '✎'),
                make('button', { type: 'button', 'aria-label': `Delete ${path}`, title: 'Delete', onclick: () => ondelete(path) }, '✕'))]
            : []))));
  place.replaceChildren(listOf(root, ''));
};
