// Places of ecac in a document of the editor: lines and columns count from 1, a column is one Unicode scalar value.

const unitsOf = (text, column) => {
  let units = 0;
  for (let left = column - 1; left > 0 && units < text.length; --left) units += text.codePointAt(units) > 0xffff ? 2 : 1;
  return units;
};

/** The position in the document, which is never behind its end. */
export const positionOf = (doc, { line, column }) => {
  if (line > doc.lines) return doc.length;
  const found = doc.line(Math.max(1, line));
  return found.from + unitsOf(found.text, column);
};

/** From and to of a range, at least one letter wide where there is one. */
export const spanOf = (doc, { start, end }) => {
  const from = positionOf(doc, start);
  const to = Math.max(from, positionOf(doc, end));
  return { from, to: to === from ? Math.min(doc.length, from + 1) : to };
};
