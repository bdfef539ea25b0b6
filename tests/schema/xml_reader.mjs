// Reads the plain XML of schemas/: elements, attributes, text and comments. Anything else, and
// anything not well-formed, is an error.

const entities = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decode(text, fail) {
  return text.replace(/&([^;]*);?/g, (whole, name) => {
    if (!whole.endsWith(';')) fail(`stray ampersand in "${text}"`);
    if (name.startsWith('#x')) return String.fromCodePoint(parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(parseInt(name.slice(1), 10));
    return entities[name] ?? fail(`unknown entity ${whole}`);
  });
}

/** Returns the root element as { name, attributes, children, text }. */
export function parseXml(source, file) {
  const document = { name: '', attributes: {}, children: [], text: '' };
  const open = [document];
  let position = 0;
  const fail = (message) => {
    const line = source.slice(0, position).split('\n').length;
    throw new Error(`${file}:${line}: ${message}`);
  };
  const attribute = String.raw`([\w:.-]+)\s*=\s*("[^"<]*"|'[^'<]*')`;
  const attributes = String.raw`((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)`;
  const token = new RegExp(
    [
      '<!--([\\s\\S]*?)-->',
      '<\\?[\\s\\S]*?\\?>',
      '</([\\w.-]+)\\s*>',
      `<([\\w.-]+)${attributes}\\s*(/?)>`,
      '([^<]+)',
    ].join('|'),
    'gy',
  );
  while (position < source.length) {
    token.lastIndex = position;
    const match = token.exec(source);
    if (match === null) fail('cannot be read');
    const [, comment, closing, opening, attributeText, selfClosing, text] = match;
    const top = open[open.length - 1];
    if (comment?.includes('--')) fail('two hyphens in a comment');
    if (closing !== undefined) {
      if (open.length === 1 || top.name !== closing) fail(`unexpected </${closing}>`);
      open.pop();
    } else if (opening !== undefined) {
      const element = { name: opening, attributes: {}, children: [], text: '' };
      for (const [, name, quoted] of attributeText.matchAll(new RegExp(attribute, 'g'))) {
        if (name in element.attributes) fail(`attribute ${name} twice`);
        element.attributes[name] = decode(quoted.slice(1, -1), fail);
      }
      top.children.push(element);
      if (selfClosing === '') open.push(element);
    } else if (text !== undefined) {
      if (open.length === 1 && text.trim() !== '') fail('text outside the root element');
      top.text += decode(text, fail);
    }
    position = token.lastIndex;
  }
  if (open.length !== 1) fail(`<${open[open.length - 1].name}> is not closed`);
  if (document.children.length !== 1) fail('not exactly one root element');
  return document.children[0];
}
