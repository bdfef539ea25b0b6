// The editor: a file at a time, its findings under its text.
import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { xml } from '@codemirror/lang-xml';
import { HighlightStyle, bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorSelection, EditorState } from '@codemirror/state';
import { EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { spanOf } from './places.js';
import { make, sentence } from './text.js';

const colours = HighlightStyle.define([
  { tag: [tags.tagName, tags.propertyName], color: 'var(--link)' },
  { tag: [tags.angleBracket, tags.punctuation, tags.comment, tags.processingInstruction, tags.documentMeta], color: 'var(--dim)' },
  { tag: [tags.attributeName, tags.bool, tags.null], color: 'var(--info)' },
  { tag: [tags.attributeValue, tags.string, tags.number], color: 'var(--good)' },
  { tag: tags.invalid, color: 'var(--bad)' },
]);

const wave = (colour) => ({ backgroundImage: 'none', textDecoration: `underline wavy var(--${colour}) 1.5px`, textDecorationSkipInk: 'none', textUnderlineOffset: '3px', paddingBottom: '0' });
const marker = (colour, sign) => ({ [`.cm-lint-marker-${colour.name}`]: { content: 'normal' }, [`.cm-lint-marker-${colour.name}::before`]: { content: `"${sign}"`, color: `var(--${colour.token})`, display: 'block', fontSize: '.8em', textAlign: 'center' } });
const look = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--bg)', color: 'var(--text)', fontSize: '13px' },
  '&.cm-focused': { outline: '2px solid var(--link)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55' },
  '.cm-gutters': { backgroundColor: 'var(--bg)', color: 'var(--dim)', border: '0' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--soft)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)', borderLeftWidth: '2px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--chosen)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--warnsoft)' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--chosen)' },
  '.cm-foldPlaceholder': { backgroundColor: 'var(--soft)', borderColor: 'var(--line)', color: 'var(--dim)' },
  '.cm-lintRange-error': wave('bad'), '.cm-lintRange-warning': wave('warn'), '.cm-lintRange-info': wave('info'),
  '.cm-lintRange-active': { backgroundColor: 'var(--badsoft)' },
  ...marker({ name: 'error', token: 'bad' }, '✗'), ...marker({ name: 'warning', token: 'warn' }, '▲'), ...marker({ name: 'info', token: 'info' }, '●'),
  '.cm-lint-marker': { width: '1em', height: '1.55em' },
  '.cm-gutter-lint': { width: '1.3em' },
  '.cm-tooltip': { backgroundColor: 'var(--bg)', color: 'var(--text)', border: '1px solid var(--line)', borderRadius: '6px', boxShadow: '0 4px 16px #0003', maxWidth: '34rem' },
  '.cm-diagnostic': { padding: '.45rem .7rem', fontFamily: 'system-ui, sans-serif', fontSize: '14px', lineHeight: '1.45' },
  '.cm-diagnostic code': { fontFamily: 'var(--mono)', fontSize: '.88em', backgroundColor: 'var(--soft)', padding: '.05em .2em', borderRadius: '4px' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--bad)' }, '.cm-diagnostic-warning': { borderLeftColor: 'var(--warn)' }, '.cm-diagnostic-info': { borderLeftColor: 'var(--info)' },
  '.cm-diagnosticAction': { backgroundColor: 'var(--bg)', color: 'var(--link)', border: '1px solid var(--link)', padding: '.1rem .5rem', margin: '.35rem .4rem .15rem 0', borderRadius: '5px', display: 'inline-block', textAlign: 'left', fontSize: '13px', cursor: 'pointer' },
  '.cm-diagnosticAction:hover': { backgroundColor: 'var(--soft)' },
  '.cm-diagnosticSource': { fontSize: '12.5px', opacity: '1', color: 'var(--dim)' },
  '.cm-panels': { backgroundColor: 'var(--soft)', color: 'var(--text)', borderColor: 'var(--line)' },
  '.cm-panel.cm-panel-lint ul [aria-selected]': { backgroundColor: 'var(--chosen)' },
  '.cm-textfield, .cm-button': { backgroundColor: 'var(--bg)', backgroundImage: 'none', color: 'var(--text)', borderColor: 'var(--dim)', borderRadius: '4px' },
  '.cm-searchMatch': { backgroundColor: 'var(--warnsoft)', outline: '1px solid var(--warn)' },
});

const languageOf = (path) => (path.endsWith('.xml') ? xml() : path.endsWith('.json') ? json() : []);

/**
 * The editor below `place`. `onchange(path, text)` hears of what is typed. Its style sheets are those of a shadow tree, so
 * that the policy of the page need not allow any from a script.
 */
export const createEditor = (place, { onchange }) => {
  const root = place.attachShadow({ mode: 'open' });
  const mount = make('div');
  mount.style.height = '100%';
  root.append(mount);
  const states = new Map();
  let open = null;
  let quiet = false;

  const stateOf = (path, text) =>
    EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(), lintGutter(), foldGutter(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(),
        highlightActiveLine(), highlightActiveLineGutter(), highlightSpecialChars(), highlightSelectionMatches(), search({ top: true }),
        indentUnit.of('    '), EditorState.tabSize.of(4), EditorState.allowMultipleSelections.of(true),
        // What a file has between its lines it keeps.
        ...(text.includes('\r\n') ? [EditorState.lineSeparator.of('\r\n')] : []),
        // Tab leads on, as everywhere on the page.
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...lintKeymap]),
        languageOf(path), syntaxHighlighting(colours), look,
        EditorView.contentAttributes.of({ 'aria-label': `Text of ${path}`, spellcheck: 'false', tabindex: '0' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !quiet) onchange(path, update.state.sliceDoc());
        }),
      ],
    });
  const view = new EditorView({ parent: mount, root, state: EditorState.create({ extensions: [look, EditorState.readOnly.of(true)] }) });
  const keep = () => {
    if (open !== null) states.set(open, view.state);
  };

  return {
    /** Shows a file; its history and place are as they were left. */
    open(path, text) {
      keep();
      let state = states.get(path);
      if (state === undefined || state.sliceDoc() !== text) state = stateOf(path, text);
      open = path;
      view.setState(state);
    },
    /** Another text for a file, as one step that can be taken back where it is open. */
    replace(path, text) {
      if (path !== open) {
        states.delete(path);
        return;
      }
      const old = view.state.sliceDoc();
      let head = 0;
      while (head < old.length && head < text.length && old[head] === text[head]) head += 1;
      let tail = 0;
      while (tail < old.length - head && tail < text.length - head && old.at(-1 - tail) === text.at(-1 - tail)) tail += 1;
      if (old.includes('\r')) {
        view.setState(stateOf(path, text));
        return;
      }
      quiet = true;
      view.dispatch({ changes: { from: head, to: old.length - tail, insert: text.slice(head, text.length - tail) }, userEvent: 'input.fix' });
      quiet = false;
    },
    close() {
      open = null;
      view.setState(EditorState.create({ extensions: [look, EditorState.readOnly.of(true)] }));
    },
    forget() {
      states.clear();
      open = null;
    },
    /** Underlines what is found in the open file. */
    show(findings, onfix, onexplain) {
      const { doc } = view.state;
      const diagnostics = findings.map((finding) => ({
        ...spanOf(doc, finding.range),
        severity: finding.severity,
        source: `${finding.code} ${finding.name}`,
        message: finding.message,
        renderMessage: () => make('span', {}, sentence(finding.message)),
        actions: [
          ...finding.fixes.map((fix) => ({ name: fix.description.replaceAll('`', ''), apply: () => onfix(fix) })),
          { name: 'Why?', apply: () => onexplain(finding.code) },
        ],
      }));
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },
    /** Scrolls to a range of the open file and selects it. */
    reveal(range, focus) {
      const { from, to } = spanOf(view.state.doc, range);
      view.dispatch({ selection: EditorSelection.single(from, to), effects: EditorView.scrollIntoView(from, { y: 'center' }) });
      if (focus) view.focus();
    },
    focus: () => view.focus(),
  };
};
