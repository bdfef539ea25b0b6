// What a deploy command of sf is about to deploy, in words that ecac understands.
import { copyFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Flags, Parser } from '@oclif/core';

// The command's flags as a grammar only: same names and counts, but nothing is looked up, demanded or defaulted,
// because what a deploy needs besides its files (an org, a job) is its own business.
const grammarOf = (Command) => {
  const grammar = { json: Flags.boolean() };
  for (const [name, flag] of Object.entries({ ...Command.baseFlags, ...Command.flags })) {
    const { char, aliases, charAliases, allowNo, multiple, multipleNonGreedy, delimiter } = flag;
    grammar[name] =
      flag.type === 'boolean'
        ? Flags.boolean({ char, aliases, charAliases, allowNo })
        : Flags.string({ char, aliases, charAliases, multiple, multipleNonGreedy, delimiter });
  }
  return grammar;
};

/**
 * The flags as the command will see them, those of `--flags-dir` among them. `null` if they cannot be read, which the
 * command itself will say better.
 */
export const readFlags = async (Command, argv, config) => {
  const flags = grammarOf(Command);
  const changed = await config.runHook('preparse', { argv: [...argv], options: { flags, args: {}, strict: false } });
  try {
    return (await Parser.parse(changed.successes?.at(-1)?.result ?? argv, { flags, args: {}, strict: false })).flags;
  } catch {
    return null;
  }
};

const escaped = (text) => text.replace(/[&<>]/g, (each) => `&#${each.charCodeAt(0)};`);

const manifestOf = (members) => `<?xml version="1.0" encoding="UTF-8"?>
<Package xmlns="http://soap.sforce.com/2006/04/metadata">
${[...members]
  .map(([type, names]) => `    <types>\n${[...names].map((name) => `        <members>${escaped(name)}</members>\n`).join('')}        <name>${type}</name>\n    </types>\n`)
  .join('')}</Package>
`;

// `Type`, `Type:Name` and `Type:Na*`, of types that ecac reads; sf takes their names in any case.
const membersOf = (entries, types, notes) => {
  const known = new Map(types.map((type) => [type.toLowerCase(), type]));
  const members = new Map();
  for (const entry of entries) {
    const colon = entry.indexOf(':');
    const type = known.get((colon < 0 ? entry : entry.slice(0, colon)).trim().toLowerCase());
    if (type === undefined) continue;
    let name = colon < 0 ? '*' : entry.slice(colon + 1).trim();
    if (name !== '*' && /[*?[{]/.test(name)) {
      notes.push(`\`${entry}\` is checked as all of ${type}`);
      name = '*';
    }
    members.set(type, (members.get(type) ?? new Set()).add(name));
  }
  return members;
};

// ecac tells deletions before and after a deploy apart by the end of the file's name.
const destructive = (file, moment, scratch) => {
  const name = `destructiveChanges${moment}.xml`;
  if (file.endsWith('destructiveChangesPost.xml') === (moment === 'Post')) return file;
  copyFileSync(file, path.join(scratch, name));
  return path.join(scratch, name);
};

/**
 * The arguments of `ecac check` that stand for these flags: `args`, `null` if nothing is left to check, with `notes` for the
 * person about what could not be said exactly. Files are made in `scratch`; `typesKnown` asks for the types that ecac reads.
 */
export const checkArguments = async (flags, scratch, typesKnown) => {
  const notes = [];
  const args = [];
  const none = (note) => ({ args: null, notes: note ? [...notes, note] : notes });
  if (flags['metadata-dir'] !== undefined) {
    if (!statSync(flags['metadata-dir'], { throwIfNoEntry: false })?.isDirectory()) {
      return none(`\`${flags['metadata-dir']}\` is no folder: ecac does not look into archives, so nothing of it was checked`);
    }
    args.push(flags['metadata-dir']);
  } else if (flags.manifest !== undefined) {
    args.push('--manifest', flags.manifest);
  } else if (flags['source-dir']?.length > 0) {
    args.push('--', ...flags['source-dir']);
  } else if (flags.metadata?.length > 0) {
    const members = membersOf(flags.metadata, await typesKnown(), notes);
    if (members.size === 0) return none();
    const manifest = path.join(scratch, 'package.xml');
    writeFileSync(manifest, manifestOf(members));
    args.push('--manifest', manifest);
  }
  const before = [];
  for (const [flag, moment] of [['pre-destructive-changes', 'Pre'], ['post-destructive-changes', 'Post']]) {
    if (flags[flag] !== undefined) before.push('--destructive', destructive(flags[flag], moment, scratch));
  }
  return { args: [...before, ...args], notes };
};
