// What is wrong, as cards that unfold.
import { applied, fileChanges } from './changes.js';
import { count, hidden, make, sentence, severityClass, severityMark, shortName } from './text.js';

const signs = { '+': 'ins', '-': 'del' };

/** Lines that go and come, for people with and without eyes. */
export const changeElements = (changes) =>
  changes.map(({ path, kind, lines }) =>
    make('div', { class: 'ch' },
      make('p', { class: 'pl', title: path }, kind === 'changed' ? shortName(path) : `${path} (${kind})`),
      make('pre', { tabindex: '0' }, make('div', {}, lines.map(({ sign, text }) => {
        if (sign === '@') return make('span', { class: 'gap' }, '⋯');
        return make(signs[sign] ?? 'span', {}, make('span', { 'aria-hidden': 'true' }, `${sign === '-' ? '−' : sign} `), signs[sign] ? hidden(sign === '+' ? 'added: ' : 'removed: ') : '', text, '\n');
      })))));

const placeButton = ({ path, range }, onplace) =>
  make('button', { type: 'button', class: 'pl', title: path, onclick: () => onplace(path, range) }, `${shortName(path)}:${range.start.line}:${range.start.column}`);

const remarks = (kind, texts) => texts.map((text) => make('li', {}, make('b', {}, kind), ' ', sentence(text)));

const card = (finding, { files, opened, onplace, onreveal, onfix, onexplain }) => {
  const body = make('div', { class: 'bd' });
  const fill = () => {
    if (body.childElementCount > 0) return;
    body.append(make('p', { class: 'at' }, placeButton(finding, onplace), finding.caret ? [' ', sentence(finding.caret)] : ''));
    for (const related of finding.related) {
      body.append(make('p', { class: 'at' }, hidden('see also '), placeButton(related, onplace), ' ', sentence(related.message)));
    }
    const said = [...remarks('help', finding.helps), ...remarks('note', finding.notes)];
    if (said.length > 0) body.append(make('ul', { class: 'rm' }, said));
    for (const fix of finding.fixes) {
      let changes = null;
      try {
        changes = fileChanges(files(), applied(files(), fix.operations));
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
      }
      body.append(make('p', { class: 'fx' }, make('b', {}, fix.applicability === 'safe' ? 'safe fix' : 'offer'), ' ', sentence(fix.description)));
      if (changes !== null) body.append(...changeElements(changes), make('p', { class: 'go' }, make('button', { type: 'button', class: 'main', onclick: () => onfix(fix) }, 'Apply', hidden(`: ${fix.description}`))));
    }
    body.append(make('p', { class: 'go' }, make('button', { type: 'button', onclick: () => onexplain(finding.code) }, 'Why? ', hidden(finding.code))));
  };
  const details = make('details', { class: `f ${severityClass(finding.severity)}`, 'data-fingerprint': finding.fingerprint, open: opened.has(finding.fingerprint) },
    make('summary', {}, severityMark(finding.severity), ' ', make('span', { class: 'ms' }, sentence(finding.message)),
      make('span', { class: 'wr' }, make('b', {}, finding.code), ` ${finding.name} `, make('span', { class: 'pl' }, `${shortName(finding.path)}:${finding.range.start.line}`))),
    body);
  if (details.open) fill();
  details.addEventListener('toggle', () => {
    if (!details.open) {
      opened.delete(finding.fingerprint);
      return;
    }
    fill();
    if (opened.has(finding.fingerprint)) return;
    opened.add(finding.fingerprint);
    onreveal(finding.path, finding.range);
  });
  return details;
};

const rank = { error: 0, warning: 1, info: 2 };

/** Draws the findings of a report, the gravest first. `opened` is a Set of fingerprints, which is kept up to date. */
export const drawFindings = (place, report, acts) => {
  const { diagnostics, failures, notices = [], summary } = report;
  const said = [...failures.map(({ message }) => make('p', { class: 'fail' }, make('b', {}, 'The run failed: '), sentence(message))),
    ...notices.map(({ message }) => make('p', { class: 'none' }, sentence(message)))];
  const sorted = [...diagnostics].sort((a, b) => rank[a.severity] - rank[b.severity]);
  const scroll = place.scrollTop;
  const head = [];
  if (summary.fixable.safe > 0) {
    head.push(make('p', { class: 'go all' }, make('button', { type: 'button', id: 'fix-all', class: 'main', onclick: acts.onfixall }, `Make ${count(summary.fixable.safe, 'safe fix').replace('fixs', 'fixes')}…`)));
  }
  if (failures.length === 0 && diagnostics.length === 0 && summary.filesChecked > 0) {
    head.push(make('div', { class: 'clean' }, make('p', {}, make('b', {}, '✓ No findings')), make('p', { class: 'none' }, `in ${count(summary.filesChecked, 'file')}. Change something in the editor, or take a broken sample.`)));
  }
  const list = sorted.length > 0 ? [make('div', { class: 'fs' }, sorted.map((finding) => card(finding, acts)))] : [];
  const rest = [];
  if (summary.suppressed > 0) rest.push(`${count(summary.suppressed, 'finding')} silenced by configuration`);
  if (summary.placeholders > 0) rest.push(`${count(summary.placeholders, 'placeholder')} not judged`);
  if (summary.outsideReferences > 0) rest.push(`${count(summary.outsideReferences, 'reference')} may lead elsewhere`);
  place.replaceChildren(...said, ...head, ...list, ...(rest.length > 0 ? [make('p', { class: 'none' }, `${rest.join(' · ')}.`)] : []));
  place.scrollTop = scroll;
};
