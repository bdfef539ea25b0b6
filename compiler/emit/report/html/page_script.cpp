#include "compiler/emit/report/html/page_assets.h"

namespace ecac::html {

const std::string_view kPageScript = R"js(
'use strict';
(() => {
  const byId = (id) => document.getElementById(id);
  const list = byId('list');
  const make = (name, cls, text) => {
    const element = document.createElement(name);
    if (cls) element.className = cls;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  // What a long list holds back is text until somebody asks for it.
  const draw = (held) => {
    const template = document.createElement('template');
    template.innerHTML = held.textContent;
    held.replaceWith(template.content);
  };
  const held = (root) => root.querySelectorAll('noscript');
  const drawAll = () => {
    if (!list) return;
    held(list).forEach((part) => {
      const around = part.closest('.g');
      draw(part);
      around.open = true;
    });
  };

  const copy = (text, button) => {
    const done = (word) => {
      button.textContent = word;
      setTimeout(() => { button.textContent = 'copy'; }, 1500);
    };
    const byHand = () => {
      const area = make('textarea', 'vh');
      area.value = text;
      document.body.append(area);
      area.select();
      const copied = document.execCommand('copy');
      area.remove();
      button.focus();
      done(copied ? 'copied' : 'not copied');
    };
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(() => done('copied'), byHand);
    else byHand();
  };

  // An opened finding gets buttons, and says why in its place.
  const prepare = (card) => {
    if (card.dataset.ready) return;
    card.dataset.ready = '1';
    card.querySelectorAll('.cmd').forEach((code) => {
      const button = make('button', '', 'copy');
      button.type = 'button';
      button.setAttribute('aria-label', 'copy ' + code.textContent);
      button.addEventListener('click', () => copy(code.textContent, button));
      const both = make('span');
      code.before(both);
      both.append(code, button);
    });
    const link = card.querySelector('.why');
    const rule = link && byId(link.getAttribute('href').slice(1));
    if (!rule) return;
    const why = make('details', 'fl');
    const text = make('div', 'wy');
    text.append(...[...rule.querySelector('.wy').cloneNode(true).childNodes]);
    why.append(make('summary', '', 'Why'), text);
    link.parentNode.before(why);
    link.remove();
  };
  document.addEventListener('toggle', (event) => {
    const opened = event.target;
    if (!opened.open) return;
    if (opened.classList.contains('f')) prepare(opened);
    const part = opened.classList.contains('g') && opened.querySelector('noscript');
    if (part && !opened.querySelector('.more')) {
      draw(part);
      apply();
    }
  }, true);
  document.querySelectorAll('.f[open]').forEach(prepare);

  // Long lists offer their rest, and a group that is opened has it.
  const offer = (part) => {
    const count = part.dataset.count;
    const button = make('button', 'more', count ? 'Show ' + count + ' more' : 'Show all');
    button.type = 'button';
    button.addEventListener('click', () => {
      const before = button.previousElementSibling.previousElementSibling;
      const around = button.parentNode;
      draw(part);
      button.remove();
      const next = before ? before.nextElementSibling : around.firstElementChild;
      const target = next && (next.querySelector('summary') || next);
      if (target && target.tagName !== 'SUMMARY') target.tabIndex = -1;
      if (target) target.focus();
      if (list && list.contains(around)) apply();
    });
    part.after(button);
  };
  held(document).forEach((part) => {
    if (!part.closest('details.g:not([open])')) offer(part);
  });

  const controls = byId('controls');
  let texts = null;
  const cardsOf = () => [...list.querySelectorAll('.f')];
  const rank = { e: 0, w: 1, i: 2 };
  const severity = (card) => (card.classList.contains('e') ? 'e' : card.classList.contains('w') ? 'w' : 'i');

  const group = (by) => {
    drawAll();
    list.querySelectorAll('.more').forEach((button) => button.remove());
    const cards = cardsOf();
    cards.forEach((card, place) => { if (!card.dataset.place) card.dataset.place = place; });
    const groups = new Map();
    const counts = new Map();
    cards.forEach((card) => counts.set(card.dataset.cause, (counts.get(card.dataset.cause) || 0) + 1));
    const keyOf = (card) => {
      if (by !== 'cause') return card.dataset[by] || 'nobody knows';
      return counts.get(card.dataset.cause) > 1 ? card.dataset.cause : 'each by itself';
    };
    cards.forEach((card) => {
      const key = keyOf(card);
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(card);
    });
    const gravest = (members) => Math.min(...members.slice(0, 1000).map((card) => rank[severity(card)]));
    const title = (key, members) => {
      if (by !== 'cause' || key === 'each by itself') return key;
      return members[0].querySelector('.ms').textContent;
    };
    const entries = [...groups].map(([key, members]) => {
      members.sort((a, b) => a.dataset.place - b.dataset.place);
      return { title: title(key, members), last: key === 'each by itself', worst: gravest(members), members };
    });
    entries.sort((a, b) => a.last - b.last || a.worst - b.worst || b.members.length - a.members.length ||
      (a.title < b.title ? -1 : a.title > b.title ? 1 : 0));
    const fresh = document.createDocumentFragment();
    entries.forEach((entry) => {
      const details = make('details', 'g');
      details.open = true;
      const summary = make('summary');
      summary.append(make('h3', '', entry.title), ' ', make('span', 'ct', entry.members.length));
      const body = make('div', 'fs');
      body.append(...entry.members);
      details.append(summary, body);
      fresh.append(details);
    });
    list.replaceChildren(fresh);
    apply();
  };

  const apply = () => {
    const wanted = new Set([...controls.querySelectorAll('[name=sv]:checked')].map((box) => box.value));
    const known = controls.querySelector('[name=state]:checked');
    const state = known ? known.value : 'all';
    const words = byId('q').value.toLowerCase().split(/\s+/).filter(Boolean);
    const all = controls.querySelectorAll('[name=sv]').length === wanted.size && state === 'all' && !words.length;
    if (!all) {
      drawAll();
      list.querySelectorAll('.more').forEach((button) => button.remove());
    }
    const cards = cardsOf();
    if (words.length && !texts) texts = new WeakMap();
    let shown = 0;
    cards.forEach((card) => {
      let fits = wanted.has(severity(card)) && (state === 'all' || card.dataset.state === state);
      if (fits && words.length) {
        let text = texts.get(card);
        if (text === undefined) texts.set(card, text = card.textContent.toLowerCase());
        fits = words.every((word) => text.includes(word));
      }
      if (card.hidden === fits) card.hidden = !fits;
      if (fits) shown += 1;
    });
    list.querySelectorAll('.g').forEach((details) => {
      const members = details.querySelectorAll('.f');
      const visible = all ? members.length : [...members].filter((card) => !card.hidden).length;
      details.hidden = visible === 0 && !details.querySelector('noscript');
      if (!details.querySelector('noscript')) {
        details.querySelector('.ct').textContent = visible === members.length ? visible : visible + ' of ' + members.length;
      }
    });
    byId('nothing').hidden = shown > 0;
    byId('shown').textContent = all ? '' : shown + ' of ' + cards.length + ' findings';
  };

  if (controls && list) {
    controls.hidden = false;
    controls.addEventListener('submit', (event) => event.preventDefault());
    byId('by').addEventListener('change', (event) => group(event.target.value));
    controls.addEventListener('change', (event) => { if (event.target.id !== 'by') apply(); });
    if (controls.querySelector('[name=state][value=new]:checked')) apply();
    let timer = 0;
    byId('q').addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(apply, 120);
    });
    const toggleAll = byId('all');
    toggleAll.addEventListener('click', () => {
      const open = toggleAll.textContent === 'Open all';
      cardsOf().forEach((card) => { if (!card.hidden) card.open = open; });
      toggleAll.textContent = open ? 'Close all' : 'Open all';
    });
  }

  document.addEventListener('keydown', (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && controls) {
      event.preventDefault();
      byId('q').focus();
    } else if (event.key === 'Escape' && document.activeElement === byId('q')) {
      byId('q').value = '';
      apply();
    } else if ((event.key === 'j' || event.key === 'k') && !typing && !event.ctrlKey && !event.metaKey && list) {
      const heads = cardsOf().filter((card) => !card.hidden).map((card) => card.firstElementChild);
      const here = heads.indexOf(document.activeElement);
      const next = heads[event.key === 'j' ? here + 1 : Math.max(here - 1, 0)];
      if (next) next.focus();
    }
  });

  // A link to a finding or an app opens it.
  const follow = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!id) return;
    if (!byId(id)) held(document).forEach(draw);
    const target = byId(id);
    if (!target || target.tagName !== 'DETAILS') return;
    for (let around = target; around; around = around.parentElement) {
      if (around.tagName === 'DETAILS') around.open = true;
    }
    target.scrollIntoView();
    target.firstElementChild.focus({ preventScroll: true });
  };
  addEventListener('hashchange', follow);
  follow();

  // Paper shows everything.
  let closed = [];
  addEventListener('beforeprint', () => {
    held(document).forEach(draw);
    document.querySelectorAll('.more').forEach((button) => button.remove());
    closed = [...document.querySelectorAll('details:not([open])')];
    closed.forEach((details) => { details.open = true; });
  });
  addEventListener('afterprint', () => closed.forEach((details) => { details.open = false; }));
})();
)js";

}  // namespace ecac::html
