// Paths as the system writes them, and as ecac does: absolute, with `/`. `C:\a` is `/C:/a` inside, `\\server\share` is
// `/UNC:/server/share`. Elsewhere than on Windows a path is its bytes, be they UTF-8 or not.

const isDrive = (text) => /^[A-Za-z]:$/.test(text);

/** What Node's functions take for a path of ecac, given as bytes. */
export const toSystem = (bytes, platform = process.platform) => {
  const path = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return platform === 'win32' ? textToSystem(path.toString('utf8')) : path;
};

/** The same of a text on Windows: `/C:/a` and `/UNC:/server/share` become `C:\a` and `\\server\share`, all else keeps its beginning. */
export const textToSystem = (text) => {
  const [first, drive = '', ...rest] = text.split('/');
  const below = rest.filter((part) => part !== '').join('\\');
  // A drive alone is its current folder, and not its root.
  if (first === '' && isDrive(drive)) return `${drive}\\${below}`;
  if (first === '' && drive === 'UNC:') return `\\\\${below}`;
  return text.replaceAll('/', '\\');
};

/** A path that Node gave, a text or a Buffer, as ecac wants it. */
export const fromSystem = (path, platform = process.platform) => {
  if (platform !== 'win32') return path;
  // What Windows puts in front of long paths is no part of the name.
  const text = String(path).replace(/^\\\\\?\\UNC\\/i, '\\\\').replace(/^\\\\\?\\/, '').replaceAll('\\', '/');
  if (text.startsWith('//')) return `/UNC:/${text.slice(2)}`;
  // Drives have one letter, however it was written.
  return isDrive(text.slice(0, 2)) ? `/${text[0].toUpperCase()}${text.slice(1)}` : text;
};
