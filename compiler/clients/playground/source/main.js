// The page: one project, what ecac says of it, and what people do with both.
import samples from 'samples';
import { applied, fileChanges } from './changes.js';
import { ask, confirm, forgetOffer, notice, show } from './dialogs.js';
import { createEditor } from './editor.js';
import { createEngine } from './engine.js';
import { changeElements, drawFindings } from './findings.js';
import { drawFlows } from './flows.js';
import { LinkError, decodeProject, encodeProject, isProjectPath } from './link.js';
import { drawResolved } from './resolved.js';
import { rulePageElements } from './rule_page.js';
import { count, make, shortName } from './text.js';
import { drawTree } from './tree.js';
import { droppedFiles, readFiles } from './uploads.js';

const byId = (id) => document.getElementById(id);
const kPause = 250; // milliseconds after the last key
const kFirst = 'headless-public-broken';

const engine = createEngine(new Worker('worker.js'));
const project = { files: new Map(), open: null, tabs: [], mode: 'lint', changed: false };
const results = { report: null, document: null, reason: '', view: 'findings', turn: 0 };
const unfolded = { findings: new Set(), flows: new Set(), resolved: new Set(), closedFolders: new Set() };

const editor = createEditor(byId('editor'), {
  onchange(path, text) {
    project.files.set(path, text);
    project.changed = true;
    // What is offered to be taken back would take this along.
    forgetOffer();
    judgeSoon();
  },
});

// Files

const isText = (path) => typeof project.files.get(path) === 'string';

const openFile = (path, { focus = false } = {}) => {
  if (!project.files.has(path)) return false;
  if (!project.tabs.includes(path)) project.tabs.push(path);
  if (project.open !== path) {
    project.open = path;
    if (isText(path)) editor.open(path, project.files.get(path));
    else {
      editor.close();
      notice(`\u201c${path}\u201d is no UTF-8 text. It is checked, but it cannot be changed here.`);
    }
    underline();
  }
  drawFiles();
  if (focus) editor.focus();
  return true;
};

const closeTab = (path) => {
  const at = project.tabs.indexOf(path);
  project.tabs.splice(at, 1);
  if (project.open !== path) {
    drawFiles();
    return;
  }
  project.open = null;
  const next = project.tabs[Math.min(at, project.tabs.length - 1)];
  if (next === undefined) {
    editor.close();
    drawFiles();
  } else openFile(next);
};

const reveal = (path, place, focus) => {
  const range = place.start ? place : { start: place, end: place };
  if (openFile(path)) editor.reveal(range, focus);
};

const foundByPath = () => {
  const found = new Map();
  for (const { path, severity } of results.report?.diagnostics ?? []) {
    if (!found.has(path)) found.set(path, { error: 0, warning: 0, info: 0 });
    found.get(path)[severity] += 1;
  }
  return found;
};

const drawFiles = () => {
  const focused = document.activeElement?.getAttribute('title');
  drawTree(byId('tree'), { paths: project.files.keys(), open: project.open, found: foundByPath(), closed: unfolded.closedFolders,
    onopen: (path) => openFile(path), onrename: renameFile, ondelete: deleteFile });
  byId('tabs').replaceChildren(make('ul', {}, project.tabs.map((path) =>
    make('li', { class: path === project.open ? 'open' : '' },
      make('button', { type: 'button', title: path, 'aria-current': path === project.open ? 'true' : null, onclick: () => openFile(path, { focus: true }) }, shortName(path)),
      make('button', { type: 'button', class: 'x', 'aria-label': `Close ${path}`, onclick: () => closeTab(path) }, '✕')))));
  byId('tabs').querySelector('.open')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  byId('work').classList.toggle('none-open', project.open === null);
  if (focused) [...document.querySelectorAll('#tree .file, #tabs button')].find((each) => each.title === focused)?.focus();
};

const setFiles = (files, { say } = {}) => {
  const before = new Map(project.files);
  const { open, tabs } = project;
  for (const path of project.tabs.filter((each) => !files.has(each))) {
    project.tabs = project.tabs.filter((each) => each !== path);
    if (project.open === path) project.open = null;
  }
  project.files = files;
  project.changed = true;
  for (const [path, content] of files) if (before.get(path) !== content && typeof content === 'string') editor.replace(path, content);
  if (project.open === null) {
    if (project.tabs.length > 0) openFile(project.tabs[0]);
    else editor.close();
  }
  drawFiles();
  judge();
  if (say) {
    notice(say, { action: 'Undo', onaction: () => {
      project.tabs = tabs;
      setFiles(before);
      if (open !== null) openFile(open);
    } });
  }
};

const loadProject = ({ files, open, mode }) => {
  project.files = new Map(files);
  project.tabs = [];
  project.open = null;
  project.changed = false;
  editor.forget();
  for (const each of Object.values(unfolded)) each.clear();
  if (mode) setMode(mode);
  results.report = null;
  openFile(open ?? [...files.keys()][0]);
  judge();
};

// An app says most about a project, then a credential.
const firstToShow = (paths) =>
  ['.eca-meta.xml', '.namedCredential-meta.xml', '-meta.xml', ''].map((ending) => paths.find((path) => path.endsWith(ending))).find((path) => path !== undefined);

const sampleProject = (name) => {
  const files = new Map(Object.entries(samples[name]));
  return { files, open: firstToShow([...files.keys()]) };
};

const problemOf = (path, own = null) => {
  if (!isProjectPath(path)) return 'A path has names parted by / and leads nowhere else, such as force-app/main/default/externalClientApps/Portal.eca-meta.xml';
  if (path !== own && project.files.has(path)) return 'There is a file of this name.';
  const other = [...project.files.keys()].find((each) => each.startsWith(`${path}/`) || path.startsWith(`${each}/`));
  return other !== undefined && other !== own ? `\u201c${other}\u201d is in the way: a name is that of a file or of a folder.` : null;
};

const newFile = async () => {
  const folder = project.open === null ? '' : project.open.slice(0, project.open.lastIndexOf('/') + 1);
  const path = await ask('New file', 'Path in the project', folder, 'Create', (value) => problemOf(value));
  if (path === null) return;
  setFiles(new Map(project.files).set(path, ''));
  openFile(path, { focus: true });
};

async function renameFile(path) {
  const fresh = await ask('Rename', 'Path in the project', path, 'Rename', (value) => problemOf(value, path));
  if (fresh === null || fresh === path) return;
  const files = new Map([...project.files].map(([each, content]) => [each === path ? fresh : each, content]));
  setFiles(files, { say: `Renamed \u201c${path}\u201d.` });
  openFile(fresh);
}

function deleteFile(path) {
  const files = new Map(project.files);
  files.delete(path);
  setFiles(files, { say: `Deleted \u201c${path}\u201d.` });
}

const takeFiles = async (pairs) => {
  try {
    const { files, leftOut } = await readFiles(pairs);
    if (files.size === 0) {
      notice('There is no file in it that this page could take.', { bad: true });
      return;
    }
    const texts = [...files.keys()].filter((path) => typeof files.get(path) === 'string');
    byId('sample').value = '';
    loadProject({ files, open: firstToShow(texts) });
    notice(`Opened ${count(files.size, 'file')}; none of them leaves this page.${leftOut > 0 ? ` ${count(leftOut, 'file')} left out: too large, or with a name that no project has.` : ''}`);
  } catch (error) {
    notice(`This folder was not opened: ${error.message}.`, { bad: true });
  }
};

// What ecac says

const underline = () => {
  if (project.open === null || !isText(project.open)) return;
  editor.show((results.report?.diagnostics ?? []).filter(({ path }) => path === project.open), applyFix, explain);
};

const verdict = (report) => {
  const { errors, warnings, infos, apps, filesChecked } = report.summary;
  const part = (number, word, kind) => make('span', { class: number > 0 ? kind : 'zero' }, make('b', {}, String(number)), ` ${word}${number === 1 ? '' : 's'}`);
  byId('verdict').replaceChildren(part(errors, 'error', 'e'), part(warnings, 'warning', 'w'), part(infos, 'info', 'i'),
    make('span', { class: 'wh' }, `in ${count(filesChecked, 'file')}${apps > 0 ? `, ${count(apps, 'app')}` : ''}`));
};

const tellFailure = (error) => {
  byId('verdict').replaceChildren(make('span', { class: 'e' }, make('b', {}, 'ecac could not run')));
  byId('v-findings').replaceChildren(make('p', { class: 'fail' }, error.message));
};

const drawView = () => {
  if (results.view === 'findings' && results.report !== null) {
    drawFindings(byId('v-findings'), results.report, { files: () => project.files, opened: unfolded.findings, onplace: (path, range) => reveal(path, range, true),
      onreveal: (path, range) => reveal(path, range, false), onfix: applyFix, onfixall: fixAll, onexplain: explain });
  }
  if (results.view === 'findings') return;
  const place = byId(`v-${results.view}`);
  if (results.document === null) {
    place.replaceChildren(make('p', { class: results.reason === '' ? 'none' : 'fail' }, results.reason === '' ? 'One moment…' : results.reason));
    return;
  }
  const acts = { opened: unfolded[results.view], onplace: (path, at) => reveal(path, at, true), oncopy: copy };
  if (results.view === 'flows') drawFlows(place, results.document, acts);
  else drawResolved(place, results.document, acts);
};

// The newest state alone is looked at; what was asked before is not shown any more.
const judge = async () => {
  clearTimeout(timer);
  results.turn += 1;
  const { turn } = results;
  const files = new Map(project.files);
  document.body.setAttribute('data-state', 'busy');
  try {
    const report = await engine.check(files, project.mode);
    if (turn !== results.turn) return;
    results.report = report;
    verdict(report);
    byId('t-findings').querySelector('.ct').textContent = String(report.diagnostics.length);
    byId('t-flows').querySelector('.ct').textContent = report.summary.apps > 0 ? String(report.summary.apps) : '';
    underline();
    drawFiles();
    if (results.view === 'findings') drawView();
    else {
      const { document: compiled, reason } = await engine.compile(files);
      if (turn !== results.turn) return;
      results.document = compiled;
      results.reason = reason;
      drawView();
    }
  } catch (error) {
    if (turn === results.turn) tellFailure(error);
  } finally {
    if (turn === results.turn) document.body.setAttribute('data-state', 'idle');
  }
};
let timer;
const judgeSoon = () => {
  clearTimeout(timer);
  document.body.setAttribute('data-state', 'busy');
  timer = setTimeout(judge, kPause);
};

function applyFix(fix) {
  try {
    setFiles(applied(project.files, fix.operations), { say: make('span', {}, 'Done: ', fix.description.replaceAll('`', ''), '.') });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    notice(`This fix does not fit any more: ${error.message}.`, { bad: true });
  }
}

async function fixAll() {
  const before = new Map(project.files);
  const after = await engine.fixAll(before, project.mode);
  const changes = fileChanges(before, after);
  if (changes.length === 0) {
    notice('There is nothing left to fix.');
    return;
  }
  const files = count(changes.length, 'file');
  if (await confirm(`Safe fixes in ${files}`, changeElements(changes), 'Apply', { wide: true })) setFiles(after, { say: `Fixed ${files}.` });
}

async function explain(code) {
  try {
    const page = await engine.rulePage(code);
    const name = /^# ([a-z0-9-]+)/.exec(page)?.[1] ?? '';
    await show(`${code} ${name}`, rulePageElements(page), { wide: true });
  } catch (error) {
    notice(`The page of ${code} cannot be shown: ${error.message}`, { bad: true });
  }
}

// Around it

const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    notice('Copied.');
    return true;
  } catch {
    return false;
  }
};

const share = async () => {
  try {
    const fragment = await encodeProject(project);
    history.replaceState(null, '', `#${fragment}`);
    project.changed = false;
    const input = make('input', { type: 'text', readonly: true, id: 'link', value: location.href });
    input.addEventListener('focus', () => input.select());
    const button = make('button', { type: 'button', class: 'main', onclick: async () => {
      input.select();
      button.textContent = (await copy(input.value)) || document.execCommand('copy') ? 'Copied' : 'Press Ctrl+C';
    } }, 'Copy');
    await show('Share this project', [
      make('p', {}, 'The link holds the project itself: all its texts, with the mode and the open file. No server gets to see it, but whoever has the link can read everything in it, secrets too.'),
      make('label', { for: 'link' }, 'Link'), input,
      make('p', { class: 'none' }, `${location.href.length.toLocaleString('en')} letters.${location.href.length > 8000 ? ' Some programs cut links of this length.' : ''}`),
    ], { buttons: [button] });
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    notice(`There can be no link: ${error.message}.`, { bad: true });
  }
};

const about = () =>
  show('About this page', [
    make('p', {}, 'ecac, the External Client App compiler, as a page. It checks Salesforce External Client App and credential metadata while you type, and shows what each app may really do.'),
    make('p', {}, 'Everything happens in this page: it asks for nothing from a network once it is loaded, keeps nothing, and sends nothing. Open a folder of your own with “Open folder…”, or drop one on the page.'),
    make('h3', {}, 'Keys'),
    make('dl', { class: 'keys' }, [['F8', 'to the next finding of the file'], ['Ctrl+F', 'search in the file'], ['Ctrl+Z', 'take back what was typed or fixed'], ['Tab', 'out of the editor'], ['Alt+1, 2, 3', 'findings, flows, resolved']]
      .flatMap(([key, does]) => [make('dt', {}, make('kbd', {}, key)), make('dd', {}, does)])),
    make('h3', {}, 'Modes'),
    make('dl', { class: 'keys' }, [['lint', 'the tree may be partial'], ['predeploy', 'the tree is complete, so what is missing is an error'], ['audit', 'for a security review']].flatMap(([mode, does]) => [make('dt', {}, mode), make('dd', {}, does)])),
  ]);

const setMode = (mode) => {
  project.mode = mode;
  document.querySelector(`[name=mode][value=${mode}]`).checked = true;
};

const tabs = [...document.querySelectorAll('#views [role=tab]')];
const setView = (view, focus) => {
  results.view = view;
  for (const tab of tabs) {
    const chosen = tab.id === `t-${view}`;
    tab.setAttribute('aria-selected', String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    byId(tab.getAttribute('aria-controls')).hidden = !chosen;
    if (chosen && focus) tab.focus();
  }
  drawView();
  if (view !== 'findings') judge();
};
for (const [i, tab] of tabs.entries()) {
  tab.addEventListener('click', () => setView(tab.id.slice(2)));
  tab.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    setView(tabs[(i + step + tabs.length) % tabs.length].id.slice(2), true);
  });
}
document.addEventListener('keydown', (event) => {
  const view = event.altKey && !event.ctrlKey && { 1: 'findings', 2: 'flows', 3: 'resolved' }[event.key];
  if (!view) return;
  event.preventDefault();
  setView(view, true);
});

byId('sample').append(make('option', { value: '', hidden: true }, 'own files'), ...Object.keys(samples).map((name) => make('option', { value: name }, name)));
byId('sample').addEventListener('change', async () => {
  const name = byId('sample').value;
  const before = { files: project.files, open: project.open, mode: project.mode };
  const { changed } = project;
  history.replaceState(null, '', location.pathname + location.search);
  loadProject(sampleProject(name));
  if (changed) notice('The project that was here is put away.', { action: 'Bring it back', onaction: () => { byId('sample').value = ''; loadProject(before); project.changed = true; } });
});
for (const radio of document.querySelectorAll('[name=mode]')) radio.addEventListener('change', () => { project.mode = radio.value; judge(); });
byId('share').addEventListener('click', share);
byId('about').addEventListener('click', about);
byId('new').addEventListener('click', newFile);
byId('upload').addEventListener('click', () => byId('folder').click());
byId('folder').addEventListener('change', async ({ target }) => {
  await takeFiles([...target.files].map((file) => [file.webkitRelativePath || file.name, file]));
  target.value = '';
});
document.addEventListener('dragover', (event) => {
  if (![...event.dataTransfer.types].includes('Files')) return;
  event.preventDefault();
  document.body.classList.add('drop');
});
document.addEventListener('dragleave', (event) => { if (event.relatedTarget === null) document.body.classList.remove('drop'); });
document.addEventListener('drop', async (event) => {
  document.body.classList.remove('drop');
  if (event.dataTransfer.files.length === 0) return;
  event.preventDefault();
  await takeFiles(await droppedFiles(event.dataTransfer.items));
});
addEventListener('beforeunload', (event) => { if (project.changed) event.preventDefault(); });

const openLink = async () => {
  try {
    const linked = await decodeProject(location.hash.slice(1));
    if (linked === null) return false;
    byId('sample').value = '';
    loadProject(linked);
    return true;
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    notice(`The project in this link cannot be opened: ${error.message}. Ask for the link again, or go on with what is here.`, { bad: true });
    return false;
  }
};
addEventListener('hashchange', openLink);

if (!(await openLink())) {
  byId('sample').value = kFirst;
  loadProject(sampleProject(kFirst));
}
