// Elements made by hand; nothing on this page is markup until it is written here.

/** An element with attributes, listeners (`onclick`) and children, which are elements or texts. */
export const make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'class') element.className = value;
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ''));
  return element;
};

/** A sentence of ecac: what stands in backticks becomes code. */
export const sentence = (text) =>
  text.split(/(`[^`]+`)/).filter((part) => part !== '').map((part) => (/^`[^`]+`$/.test(part) ? make('code', {}, part.slice(1, -1)) : part));

/** Words for those who do not see a sign. */
export const hidden = (text) => make('span', { class: 'vh' }, text);

export const count = (number, word) => `${number} ${word}${number === 1 ? '' : 's'}`;

/** The name of a file without its folder, and without the ending that all metadata has. */
export const shortName = (path) => path.slice(path.lastIndexOf('/') + 1).replace(/-meta\.xml$/, '');

const kAbbreviations = new Map(['API', 'DPoP', 'ID', 'IP', 'JWT', 'OAuth', 'PKCE', 'SAML', 'SHA', 'URI', 'URL'].map((word) => [word.toLowerCase(), word]));

/** `clientCredentials` as words. */
export const words = (key) =>
  key.replace(/([a-z0-9])([A-Z])/g, '$1 $2').split(' ').map((word) => kAbbreviations.get(word.toLowerCase()) ?? (/^[A-Z][a-z]/.test(word) ? word[0].toLowerCase() + word.slice(1) : word)).join(' ');

const signs = { error: ['e', '✗'], warning: ['w', '▲'], info: ['i', '●'] };
export const severityClass = (severity) => signs[severity][0];
export const severityMark = (severity) =>
  make('span', { class: 'sv' }, make('span', { 'aria-hidden': 'true' }, signs[severity][1]), ` ${severity}`);
