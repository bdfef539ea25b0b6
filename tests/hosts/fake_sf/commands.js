// The deploy commands of sf as far as a gate sees them: their names and their flags. Each says that it ran.
import { Command, Flags } from '@oclif/core';

const many = (char) => Flags.string({ char, multiple: true, delimiter: ',' });

const selection = {
  'flags-dir': Flags.string(),
  manifest: Flags.file({ char: 'x', exists: true }),
  metadata: many('m'),
  'source-dir': many('d'),
  // Demanded, and read from where no test has anything: the gate must look for neither.
  'target-org': Flags.string({ char: 'o', required: true, parse: async () => { throw new Error('NoDefaultEnv'); } }),
};

const deploy = {
  ...selection,
  'ignore-errors': Flags.boolean({ char: 'r' }),
  'metadata-dir': Flags.string(),
  'pre-destructive-changes': Flags.string(),
  'post-destructive-changes': Flags.string(),
};

const command = (flags, aliases = []) =>
  class extends Command {
    static flags = flags;
    static aliases = aliases;
    static enableJsonFlag = true;
    static strict = false;
    async run() {
      if (!this.argv.includes('--json')) process.stdout.write('the command ran\n');
      return { status: 0 };
    }
  };

export const commands = {
  'project:deploy:start': command(deploy, ['deploy:metadata']),
  'project:deploy:validate': command(deploy),
  'project:deploy:preview': command(selection),
  'project:deploy:quick': command({ 'job-id': Flags.string({ char: 'i' }) }),
  'project:retrieve:start': command(selection),
};
