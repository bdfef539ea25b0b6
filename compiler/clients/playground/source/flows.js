// The flows of each app: what is ready, what stands in the way, and which line decides it.
import { hidden, make, sentence, shortName, words } from './text.js';

// In the order in which `ecac explain --app` names them, and by its names.
const kFlows = new Map([
  ['webServer', 'web server'], ['headlessLogin', 'headless login'], ['passwordlessLogin', 'passwordless login'], ['registration', 'registration'],
  ['forgotPassword', 'forgot password'], ['guest', 'guest'], ['clientCredentials', 'client credentials'], ['jwtBearer', 'JWT bearer'], ['device', 'device'],
  ['tokenExchange', 'token exchange'], ['refresh', 'refresh'], ['firstParty', 'first-party'], ['assetToken', 'asset token'], ['saml', 'SAML'],
]);
const kStates = { ready: ['●', 'y'], 'ready, unprotected': ['◐', 'h'], blocked: ['✗', 'n'], unknown: ['?', 'u'], off: ['·', 'o'] };
const kMet = { met: ['✓', 'y', 'met'], unmet: ['✗', 'n', 'not met'], unknown: ['?', 'u', 'unknown'] };

const mark = ([sign, kind], word) => make('span', { class: `k ${kind}` }, make('span', { 'aria-hidden': 'true' }, sign), hidden(word));

/** Names of flows, those that are known first. */
export const flowNames = (apps) => {
  const keys = new Set(apps.flatMap((app) => Object.keys(app.flows ?? {})));
  return [...[...kFlows.keys()].filter((key) => keys.has(key)), ...[...keys].filter((key) => !kFlows.has(key)).sort()].map((key) => [key, kFlows.get(key) ?? words(key)]);
};

const legend = () =>
  make('p', { class: 'lg' }, Object.entries(kStates).map(([state, sign]) => make('span', {}, make('span', { class: `k ${sign[1]}`, 'aria-hidden': 'true' }, sign[0]), ` ${state} `)));

const matrix = (apps, names) =>
  make('div', { class: 'sc', tabindex: '0', role: 'group', 'aria-label': 'Apps and their flows' }, make('table', { class: 'mx' },
    make('thead', {}, make('tr', {}, make('th', { scope: 'col' }, 'Flow'), apps.map((app) => make('th', { scope: 'col' }, app.name, app.files?.length === 0 ? make('small', { class: 'fd' }, 'only named') : '')))),
    make('tbody', {}, names.map(([key, name]) => make('tr', {}, make('th', { scope: 'row' }, name),
      apps.map((app) => make('td', {}, app.flows?.[key] ? mark(kStates[app.flows[key].state] ?? kStates.unknown, app.flows[key].state) : '')))))));

const conditions = (flow, onplace) =>
  make('div', { class: 'sc', tabindex: '0', role: 'group', 'aria-label': 'Conditions' }, make('table', {},
    make('thead', {}, make('tr', {}, ['Met', 'Condition', 'Where', 'Who'].map((title) => make('th', { scope: 'col' }, title)))),
    make('tbody', {}, flow.conditions.map(({ met, text, place, field, owner, rule }) => make('tr', {},
      make('td', {}, mark(kMet[met] ?? kMet.unknown, (kMet[met] ?? kMet.unknown)[2])),
      make('td', {}, sentence(text), rule && met === 'unmet' ? [' ', make('small', {}, rule)] : '', field && met !== 'met' ? make('small', { class: 'fd' }, field.split('.').at(-1)) : ''),
      make('td', {}, place ? make('button', { type: 'button', class: 'pl', title: place.file, onclick: () => onplace(place.file, place) }, `${shortName(place.file).split('.')[0]}:${place.line}`) : ''),
      make('td', {}, owner ?? ''))))));

const stateText = (flow) => (flow.state === 'off' && flow.offBy ? `off (${flow.offBy})` : flow.state);

/** Draws the table, and each app below it. `opened` is a Set of what is unfolded. */
export const drawFlows = (place, document, { opened, onplace }) => {
  const apps = document.apps ?? [];
  if (apps.length === 0) {
    place.replaceChildren(make('p', { class: 'none' }, 'No external client app is defined in this project.'));
    return;
  }
  const names = flowNames(apps);
  const unfolding = (key, ...children) => {
    const details = make('details', { class: 'fl', open: opened.has(key) }, ...children);
    details.addEventListener('toggle', () => (details.open ? opened.add(key) : opened.delete(key)));
    return details;
  };
  const scroll = place.scrollTop;
  place.replaceChildren(matrix(apps, names), legend(), ...apps.map((app) => {
    const there = names.filter(([key]) => app.flows?.[key]);
    const off = there.filter(([key]) => app.flows[key].state === 'off').map(([, name]) => name);
    return make('section', { class: 'app' }, make('h3', {}, app.name),
      there.filter(([key]) => app.flows[key].state !== 'off').map(([key, name]) =>
        unfolding(`${app.name} ${key}`, make('summary', {}, mark(kStates[app.flows[key].state] ?? kStates.unknown, ''), ' ', make('b', {}, name), ' ', make('span', { class: 'st' }, stateText(app.flows[key]))),
          conditions(app.flows[key], onplace))),
      off.length > 0 ? make('p', { class: 'none' }, `Off: ${off.join(', ')}`) : '');
  }));
  place.scrollTop = scroll;
};
