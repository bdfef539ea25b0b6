// `sf eca check|explain|plan`: ecac itself, with all of its arguments and its exit codes.
import { Command } from '@oclif/core';
import { findProgram, runProgram } from '@ecac/program';

const passes = (name, summary, examples) =>
  class extends Command {
    static summary = summary;
    static description = `All arguments go to \`ecac ${name}\`, whose exit code becomes that of this command.
\`sf eca ${name} -- --help\` shows its options.`;
    static examples = examples.map((each) => `<%= config.bin %> <%= command.id %> ${each}`);
    static strict = false;

    async run() {
      // What is behind the first `--` of sf is ecac's, a second one too.
      const args = this.argv[0] === '--' ? this.argv.slice(1) : this.argv;
      try {
        // ecac says everything itself; an error thrown after it would be a second, empty one.
        process.exitCode = (await runProgram(findProgram(), [name, ...args])).code;
      } catch (error) {
        this.error(error.message, { exit: 2 });
      }
    }
  };

export const commands = {
  'eca:check': passes('check', 'Say what is wrong with External Client Apps and credentials, without an org.', [
    '',
    '--mode predeploy --manifest manifest/package.xml',
    '--fix',
  ]),
  'eca:explain': passes('explain', 'Show the page of a rule, or what an app may really do.', ['FLW021', '--app Portal']),
  'eca:plan': passes('plan', 'Tell how to deploy the apps and credentials: before, in which order, and after.', ['', '--write plan']),
};
