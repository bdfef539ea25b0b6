// One dialog for everything that is asked or shown above the page.
import { make } from './text.js';

const dialog = () => document.getElementById('dialog');

const opened = (title, children, wide) =>
  new Promise((resolve) => {
    const element = dialog();
    element.className = wide ? 'wide' : '';
    element.replaceChildren(make('h2', { id: 'h-dialog' }, title), ...children);
    element.returnValue = '';
    element.addEventListener('close', () => resolve(element.returnValue), { once: true });
    element.showModal();
  });

/** Shows something to read; `buttons` are made before "Close". */
export const show = (title, children, { wide = false, buttons = [] } = {}) =>
  opened(title, [make('div', { class: 'body', tabindex: '0' }, children), make('form', { method: 'dialog', class: 'go' }, buttons, make('button', {}, 'Close'))], wide);

/** Asks whether to go on. */
export const confirm = async (title, children, yes, { wide = false } = {}) => {
  const answer = await opened(title, [make('div', { class: 'body' }, children),
    make('form', { method: 'dialog', class: 'go' }, make('button', { value: 'yes', class: 'main' }, yes), make('button', { value: 'no' }, 'Cancel'))], wide);
  return answer === 'yes';
};

/** Asks for a text that `problem` has nothing against; null if nobody wants to give one. */
export const ask = async (title, label, value, yes, problem) => {
  const input = make('input', { type: 'text', id: 'd-text', value, size: '60', 'aria-describedby': 'd-problem', autocomplete: 'off', spellcheck: 'false' });
  const told = make('p', { id: 'd-problem', class: 'fail', role: 'alert' });
  const form = make('form', { method: 'dialog' }, make('label', { for: 'd-text' }, label), input, told,
    make('div', { class: 'go' }, make('button', { value: 'yes', class: 'main' }, yes), make('button', { value: 'no', type: 'button', onclick: () => dialog().close('no') }, 'Cancel')));
  form.addEventListener('submit', (event) => {
    const against = problem(input.value.trim());
    if (against === null) return;
    event.preventDefault();
    told.textContent = against;
    input.setAttribute('aria-invalid', 'true');
    input.focus();
  });
  const answer = opened(title, [form], false);
  input.focus();
  const dot = value.lastIndexOf('/') + 1;
  input.setSelectionRange(dot, value.indexOf('.', dot) < 0 ? value.length : value.indexOf('.', dot));
  return (await answer) === 'yes' ? input.value.trim() : null;
};

/** Takes a sentence away that offers something. */
export const forgetOffer = () => {
  const place = document.getElementById('notice');
  if (place.dataset.offer) place.replaceChildren();
};

/** A sentence above everything, with what can be done about it; another takes its place. */
export const notice = (text, { action, onaction, bad = false } = {}) => {
  const place = document.getElementById('notice');
  const close = () => place.replaceChildren();
  place.className = bad ? 'bad' : '';
  place.dataset.offer = action ?? '';
  place.replaceChildren(
    make('p', {}, text),
    ...(action ? [make('button', { type: 'button', onclick: () => { close(); onaction(); } }, action)] : []),
    make('button', { type: 'button', onclick: close }, 'Dismiss'),
  );
};
