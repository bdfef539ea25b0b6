// A client by the library that VS Code has for it. Every message that goes either way is held to the model of the protocol.
import { spawn } from 'node:child_process';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';

const kPatience = 30_000; // milliseconds

// Codes of errors that the protocol defines; a server has no others.
const kErrors = new Set([-32700, -32600, -32601, -32602, -32603, -32002, -32001, -32803, -32802, -32801, -32800]);

class Reader extends StreamMessageReader {
  constructor(stream, look) {
    super(stream);
    this.look = look;
  }
  listen(callback) {
    return super.listen((message) => {
      this.look(message);
      callback(message);
    });
  }
}

class Writer extends StreamMessageWriter {
  constructor(stream, look) {
    super(stream);
    this.look = look;
  }
  write(message) {
    this.look(message);
    return super.write(message);
  }
}

export class Client {
  problems = [];
  checked = 0;
  registered = new Map(); // by method
  notified = new Map(); // parameters by method
  diagnostics = new Map(); // last pushed, by uri
  progress = [];
  #asked = new Map(); // methods of our requests by id
  #theirs = new Map(); // and of the server's

  constructor(program, model, { cwd, env, configuration = null } = {}) {
    this.model = model;
    this.child = spawn(program, ['lsp'], { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] });
    this.child.stderr.on('data', (part) => (this.errors = (this.errors ?? '') + part));
    this.ended = new Promise((resolve) => this.child.on('close', (code, signal) => resolve(code ?? signal)));
    this.child.stdin.on('error', () => {});
    this.connection = createMessageConnection(
      new Reader(this.child.stdout, (message) => this.#look('server', message, this.#asked, this.#theirs)),
      new Writer(this.child.stdin, (message) => this.#look('client', message, this.#theirs, this.#asked)),
    );
    this.connection.onNotification((method, params) => {
      if (!this.notified.has(method)) this.notified.set(method, []);
      this.notified.get(method).push(params);
      if (method === 'textDocument/publishDiagnostics') this.diagnostics.set(params.uri, params);
    });
    this.connection.onUnhandledProgress((params) => this.progress.push(params.value));
    this.connection.onRequest((method, params) => {
      switch (method) {
        case 'workspace/configuration': return params.items.map(({ section }) => (section === 'ecac' ? configuration : null));
        case 'client/registerCapability':
          for (const each of params.registrations) this.registered.set(each.method, each.registerOptions ?? {});
          return null;
        case 'client/unregisterCapability':
          for (const each of params.unregisterations) this.registered.delete(each.method);
          return null;
        default: return null;
      }
    });
    this.connection.onError(([error]) => this.problems.push(`the connection: ${error.message}`));
    this.connection.listen();
  }

  // `asked` has the requests that a response of this sender answers, `asking` those that it makes.
  #look(sender, message, asked, asking) {
    const tell = (text) => this.problems.push(`${sender}: ${text}`);
    this.checked += 1;
    if (message.jsonrpc !== '2.0') tell(`jsonrpc is ${JSON.stringify(message.jsonrpc)}`);
    const hold = (kind, method, value) => {
      const found = this.model.problems(kind, method, value);
      if (found === null) {
        // What begins with a dollar may be anything, and unknown requests are among the tests.
        if (sender === 'server' && !method.startsWith('$/')) tell(`${method} is no method`);
      } else {
        for (const each of found) tell(`${kind} of ${method}: ${each}`);
      }
    };
    if (message.method !== undefined) {
      if (message.id !== undefined) asking.set(message.id, message.method);
      hold('params', message.method, message.params);
      return;
    }
    const method = asked.get(message.id);
    asked.delete(message.id);
    if (('result' in message) === ('error' in message)) tell(`an answer to ${method} has to have either a result or an error`);
    if (method === undefined && message.id !== null) tell(`an answer to ${message.id}, which was not asked`);
    if ('error' in message) {
      if (sender === 'server' && !kErrors.has(message.error.code)) tell(`${method}: error code ${message.error.code}`);
      if (typeof message.error.message !== 'string' || message.error.message === '') tell(`${method}: an error without words`);
    } else if (method !== undefined) {
      hold('result', method, message.result);
    }
  }

  async request(method, params) {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`${method} is not answered; standard error says: ${this.errors ?? 'nothing'}`)), kPatience);
    });
    try {
      return await Promise.race([params === undefined ? this.connection.sendRequest(method) : this.connection.sendRequest(method, params), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  notify(method, params) {
    return params === undefined ? this.connection.sendNotification(method) : this.connection.sendNotification(method, params);
  }

  async waitFor(tells, what) {
    const end = Date.now() + kPatience;
    while (Date.now() < end) {
      const found = tells();
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`timed out: ${what}`);
  }

  /** Ends it as the protocol asks; the exit code. */
  async end() {
    await this.request('shutdown');
    await this.notify('exit');
    return this.ended;
  }

  kill() {
    this.child.kill('SIGKILL');
  }
}
