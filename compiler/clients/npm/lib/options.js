// Options of the functions as words of the command line.

const flag = (word) => (value) => (value === true ? [word] : []);
const text = (word) => (value) => [`${word}=${value}`];
// One text or several.
const texts = (word) => (value) => [value].flat().map((each) => `${word}=${each}`);
// The path of an ecac.json, or single settings by their names.
const config = (value) =>
  typeof value === 'string' ? [`--config=${value}`] : Object.entries(value).map(([key, each]) => `--config=${key}=${each}`);

const kReading = {
  apiVersion: text('--api-version'),
  config,
  destructive: texts('--destructive'),
  environment: text('--environment'),
  envFile: text('--env-file'),
  exclude: texts('--exclude'),
  isolated: flag('--isolated'),
  known: texts('--known'),
  manifest: text('--manifest'),
  now: text('--now'),
  schemaDir: text('--schema-dir'),
};

/** What `check` takes. */
export const kCheckOptions = {
  ...kReading,
  against: text('--against'),
  baseline: text('--baseline'),
  ignore: texts('--ignore'),
  level: text('--level'),
  mode: text('--mode'),
  preset: text('--preset'),
  root: text('--root'),
  select: texts('--select'),
  since: text('--since'),
};

/** What `compile` takes. */
export const kCompileOptions = {
  ...kReading,
  against: text('--against'),
  app: texts('--app'),
  credential: texts('--credential'),
  emitPartial: flag('--emit-partial'),
};

/** The words for the options; what a function does not take is a TypeError, as a misspelt option is an error of the program. */
export const wordsOf = (options, known, name) => {
  const words = [];
  for (const [key, value] of Object.entries(options)) {
    if (!Object.hasOwn(known, key)) {
      throw new TypeError(`${name} takes no option \`${key}\`; it takes ${Object.keys(known).sort().join(', ')}`);
    }
    if (value !== undefined) words.push(...known[key](value));
  }
  return words;
};
