// Runs before every command of sf; before a deploy it checks what is about to go, and stops it on errors.
//
// What it needs is loaded late: oclif goes on in silence after a hook that cannot be loaded, or that throws anything but an
// error with an exit code, and a gate that is broken must not be a gate that is open.

const kGated = ['project:deploy:start', 'project:deploy:validate', 'project:deploy:preview'];
const kQuick = 'project:deploy:quick';
const kMend = 'Mend what is listed above: `sf eca check --fix` makes the safe changes, `sf eca explain RULE` tells more of a rule.';
const kStopped = '; the deploy was not started';
const kPass = 'SF_ECAC=warn shows the findings and deploys, SF_ECAC=off does not check.';

const settingOf = (env) => {
  const setting = (env.SF_ECAC ?? 'on').toLowerCase();
  if (['on', 'off', 'warn'].includes(setting)) return setting;
  throw new Error(`SF_ECAC is \`${env.SF_ECAC}\`; it takes on, warn or off`);
};

// As sf itself decides whether its answer is JSON.
const wantsJson = (argv, env) => {
  const end = argv.indexOf('--');
  return (end < 0 ? argv : argv.slice(0, end)).includes('--json') || env.SF_CONTENT_TYPE?.toUpperCase() === 'JSON';
};

const say = (text) => {
  if (text !== '') process.stderr.write(text.endsWith('\n') ? text : `${text}\n`);
};

const count = (number, word) => `${number} ${word}${number === 1 ? '' : 's'}`;

// What the check says: its exit code, its report, and what it wrote for people. `null`: nothing was there to check.
const check = async (Command, argv, config) => {
  const [{ findProgram, runProgram }, { checkArguments, readFlags }, fs, os, path] = await Promise.all([
    import('@ecac/program'),
    import('./deploy_request.js'),
    import('node:fs'),
    import('node:os'),
    import('node:path'),
  ]);
  const flags = await readFlags(Command, argv, config);
  if (flags === null) return null;
  const program = findProgram();
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'ecac-sf-'));
  try {
    const typesKnown = async () => {
      const { code, output } = await runProgram(program, ['schema', '--output-format', 'json'], { stdio: ['ignore', 'pipe', 'inherit'] });
      if (code !== 0) throw new Error(`\`ecac schema\` ended with exit code ${code}`);
      return JSON.parse(output).types.map((type) => type.name);
    };
    const { args, notes } = await checkArguments(flags, scratch, typesKnown);
    for (const note of notes) say(`ecac: ${note}`);
    if (args === null) return null;
    const report = path.join(scratch, 'report.json');
    const color = process.stderr.isTTY && !process.env.NO_COLOR ? 'always' : 'auto';
    const { code, output } = await runProgram(
      program,
      // Infos would be noise at every deploy; `sf eca check --level info` shows them.
      ['check', '--mode', 'predeploy', '--level', 'warning', '--color', color, '--output-format', 'full', '-o', '-', '--output-format', 'json', '-o', report, ...args],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const read = fs.existsSync(report) ? JSON.parse(fs.readFileSync(report, 'utf8')) : null;
    return { code, output: output.replaceAll(path.join(scratch, 'package.xml'), '--metadata'), report: read, goesOn: code === 1 && flags['ignore-errors'] === true };
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
};

// Why the deploy does not start; `null` if it may.
const refusal = ({ code, report }) => {
  if (code === 0) return null;
  if (code === 1 && report !== null) return `ecac found ${count(report.summary.errors, 'error')}${kStopped}`;
  return `ecac could not check what is about to be deployed${kStopped}`;
};

export default async function gate({ Command, argv, config }) {
  const names = [Command.id, ...(Command.aliases ?? [])];
  const gated = names.some((name) => kGated.includes(name));
  if (!gated && !names.includes(kQuick)) return;
  let setting = 'on';
  let result = null;
  let reason;
  try {
    setting = settingOf(process.env);
    if (setting === 'off') {
      say('ecac: not checked, SF_ECAC is off');
      return;
    }
    if (!gated) {
      say('ecac: a quick deploy repeats a job that was validated; nothing is checked again');
      return;
    }
    result = await check(Command, argv, config);
    if (result === null) return;
    // A project without anything of ours hears nothing of us.
    if (result.code !== 0 || result.report === null || result.report.summary.filesChecked > 0) say(result.output);
    reason = refusal(result);
  } catch (error) {
    reason = `ecac could not check what is about to be deployed: ${error.message}${kStopped}`;
  }
  if (reason === undefined || reason === null) return;
  if (setting === 'warn' || result?.goesOn) {
    const why = setting === 'warn' ? 'SF_ECAC is warn' : '--ignore-errors was given';
    say(`${reason.replace(kStopped, '')}; the deploy goes on, because ${why}`);
    return;
  }
  const actions = result?.code === 1 ? [kMend, kPass] : [kPass];
  if (!wantsJson(argv, process.env)) this.error(reason, { exit: 1, suggestions: actions });
  // Whoever asked for JSON gets JSON, formed as sf's own errors are.
  const { summary, diagnostics, failures } = result?.report ?? {};
  const answer = { name: 'EcacGateError', message: reason, exitCode: 1, commandName: Command.name, data: { summary, diagnostics, failures }, actions, code: '1', status: 1, warnings: [] };
  await new Promise((written) => process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`, written));
  this.exit(1);
}
