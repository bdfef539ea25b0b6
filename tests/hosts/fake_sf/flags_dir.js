// As the preparse hook of sf: flags that lie in the files of a folder.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export default async function ({ argv }) {
  const at = argv.indexOf('--flags-dir');
  if (at < 0) return argv;
  const folder = argv[at + 1];
  const more = readdirSync(folder).flatMap((name) => {
    const value = readFileSync(path.join(folder, name), 'utf8').trim();
    return value === '' ? [`--${name}`] : [`--${name}`, value];
  });
  return [...argv, ...more];
}
