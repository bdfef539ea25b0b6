// The program git, asked while everything waits. Node can only wait for a program by going on with other things, so a thread
// of its own does that, and this one sleeps until the thread has an answer.
import { createRequire } from 'node:module';
import { programOnPath } from '@ecac/program';
import { HostError, Refusal } from './host_error.js';

const require = createRequire(import.meta.url);

// That of this process without what git reads of it by itself, and with what the module wants.
const variablesFor = (environment, wanted) => {
  const variables = Object.fromEntries(Object.entries(environment).filter(([name]) => !/^GIT_/i.test(name)));
  for (const item of wanted) {
    const at = item.indexOf('=');
    if (at < 0) delete variables[item];
    else variables[item.slice(0, at)] = item.slice(at + 1);
  }
  return variables;
};

/** Starts git and talks with it; the thread is made when first needed. */
export const createGit = ({ environment = process.env, platform = process.platform } = {}) => {
  let ask = null;
  // Loaded late: most runs need no git.
  const start = () => {
    const { MessageChannel, Worker, receiveMessageOnPort } = require('node:worker_threads');
    const signal = new Int32Array(new SharedArrayBuffer(4));
    const { port1, port2 } = new MessageChannel();
    const worker = new Worker(new URL('./git_worker.js', import.meta.url), {
      workerData: { signal, port: port2 },
      transferList: [port2],
      execArgv: [],
    });
    // Neither keeps a process alive whose work is done.
    worker.unref();
    port1.unref();
    ask = (question) => {
      Atomics.store(signal, 0, 0);
      port1.postMessage(question);
      Atomics.wait(signal, 0, 0);
      const { error, value } = receiveMessageOnPort(port1).message;
      if (error !== undefined) throw new HostError(error.refusal, error.message);
      return value;
    };
  };

  return {
    open(words, variables) {
      const program = programOnPath('git', { env: environment, platform });
      if (program === null) throw new HostError(Refusal.notFound);
      if (ask === null) start();
      return ask({ act: 'open', program, words, variables: variablesFor(environment, variables) });
    },
    send: (handle, bytes) => ask({ act: 'send', handle, bytes }),
    receive: (handle, limit, milliseconds) => ask({ act: 'receive', handle, limit, milliseconds }),
    close: (handle) => ask({ act: 'close', handle }),
  };
};
