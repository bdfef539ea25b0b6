// What `ecac compile` writes, to be read: each value with the line that made it so.
import { make, sentence, shortName, words } from './text.js';

// Flows have a view of their own; requests and digests are for programs.
const kElsewhere = new Set(['flows', 'requests', 'digests', 'provenance', 'formatVersion', 'generator']);

const shown = (value, reason) => {
  // Some members are null where there is none.
  if (value === null) return reason?.kind === 'unknown' ? make('span', { class: 'k u' }, 'unknown') : make('span', { class: 'k o' }, 'none');
  if (value === true) return make('span', { class: 'k y' }, 'yes');
  if (value === false) return make('span', { class: 'k o' }, 'no');
  // Names and numbers are code, sentences are text.
  return /\s\S+\s/.test(String(value)) ? make('span', {}, sentence(String(value))) : make('code', {}, String(value));
};

const isPlain = (value) => value === null || typeof value !== 'object';
const escaped = (step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1');

/** Apps and credentials with their addresses in the provenance: by name, credentials with their kind; equal ones are numbered. */
export const addressed = (list, key) => {
  const seen = new Map();
  return list.map((each) => {
    const name = each.kind === undefined ? each.name : `${each.kind}.${each.name}`;
    const number = (seen.get(name) ?? 0) + 1;
    seen.set(name, number);
    return [`/${key}/${escaped(number === 1 ? name : `${name}#${number}`)}`, each];
  });
};

// A value without a reason of its own has that of what is around it.
const reasonOf = (provenance, pointer) => {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    if (provenance[at]) return provenance[at];
  }
  return null;
};

const origin = (reason, onplace) => {
  if (reason === null || reason === undefined) return '';
  if (reason.file) {
    const label = `${shortName(reason.file).split('.')[0]}:${reason.line}`;
    return make('button', { type: 'button', class: 'pl', title: reason.file, onclick: () => onplace(reason.file, reason) }, label);
  }
  if (reason.kind === 'default') return make('small', {}, reason.standing === 'observed' ? 'default (observed)' : 'default');
  if (reason.kind === 'unknown') return make('small', {}, 'decided by ', sentence(reason.decidedBy));
  return make('small', {}, reason.kind === 'derived' ? '' : reason.kind);
};

/** Rows of a value: label, what it is, where it comes from. */
export const rowsOf = (value, pointer, label, provenance) => {
  if (isPlain(value)) return [{ label, value, reason: reasonOf(provenance, pointer) }];
  if (Array.isArray(value)) {
    if (value.length === 0) return [];
    return value.flatMap((each, i) => {
      if (isPlain(each)) return rowsOf(each, `${pointer}/${i}`, i === 0 ? label : '', provenance);
      const name = typeof each.name === 'string' ? each.name : value.length === 1 ? '' : i + 1;
      return rowsOf(each, `${pointer}/${i}`, `${label} ${name}`.trim(), provenance);
    });
  }
  return Object.entries(value).filter(([key]) => !kElsewhere.has(key)).flatMap(([key, each]) =>
    rowsOf(each, `${pointer}/${escaped(key)}`, label === '' ? words(key) : `${label}, ${words(key)}`, provenance));
};

const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

const table = (value, pointer, provenance, onplace, name) => {
  // What is of a kind stands below a heading of its own; plain values come first.
  const plain = Object.fromEntries(Object.entries(value ?? {}).filter(([, each]) => isPlain(each)));
  const groups = Object.entries(value ?? {}).filter(([key, each]) => !isPlain(each) && !kElsewhere.has(key));
  const bodies = [['', rowsOf(plain, pointer, '', provenance)],
    ...groups.map(([key, each]) => [capital(words(key)), rowsOf(each, `${pointer}/${escaped(key)}`, '', provenance)])].filter(([, rows]) => rows.length > 0);
  if (bodies.length === 0) return make('p', { class: 'none' }, 'nothing');
  return make('div', { class: 'sc', tabindex: '0', role: 'group', 'aria-label': name }, make('table', { class: 'rs' }, bodies.map(([title, rows]) =>
    make('tbody', {}, title === '' ? '' : make('tr', { class: 'gr' }, make('th', { scope: 'rowgroup', colspan: '3' }, title)), rows.map((row) =>
      make('tr', {}, make(row.label === '' ? 'td' : 'th', row.label === '' ? {} : { scope: 'row' }, row.label), make('td', {}, shown(row.value, row.reason)), make('td', {}, origin(row.reason, onplace))))))));
};

/** Draws the document. `opened` is a Set of what is unfolded. */
export const drawResolved = (place, document, { opened, onplace, oncopy }) => {
  const { provenance = {} } = document;
  const unfolding = (key, title, body) => {
    const details = make('details', { class: 'fl ap', open: opened.has(key) }, make('summary', {}, make('b', {}, title)));
    const fill = () => {
      if (details.childElementCount === 1) details.append(make('div', { class: 'bd' }, body()));
    };
    if (details.open) fill();
    details.addEventListener('toggle', () => {
      if (details.open) fill();
      if (details.open) opened.add(key);
      else opened.delete(key);
    });
    return details;
  };
  const part = (title, list, key) => list?.length > 0
    ? [make('h3', {}, title), ...addressed(list, key).map(([address, each]) => unfolding(address, each.name, () => table(each, address, provenance, onplace, each.name)))]
    : [];
  const scroll = place.scrollTop;
  place.replaceChildren(
    ...part('Apps', document.apps, 'apps'),
    ...part('Named credentials', document.credentials, 'credentials'),
    make('h3', {}, 'Project and org'),
    unfolding('org', 'Org', () => table(document.org, '/org', provenance, onplace, 'Org')),
    unfolding('deploy', 'Deploy', () => table(document.deploy, '/deploy', provenance, onplace, 'Deploy')),
    ...(document.manualSteps?.length > 0 ? [unfolding('manual', 'Steps by hand', () => make('ol', {}, document.manualSteps.map(({ why, how }) => make('li', {}, why, how?.setup ? make('small', { class: 'fd' }, how.setup) : ''))))] : []),
    unfolding('json', 'JSON', () => {
      const text = JSON.stringify(document, null, 2);
      return [make('p', { class: 'go' }, make('button', { type: 'button', onclick: () => oncopy(text) }, 'Copy')), make('pre', { tabindex: '0', class: 'js' }, text)];
    }),
  );
  place.scrollTop = scroll;
};
