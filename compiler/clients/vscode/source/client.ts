// The server as a process, and the client that talks with it.
import { spawn } from 'node:child_process';
import { commands, window, workspace, Uri, type Disposable, type ExtensionContext, type LogOutputChannel } from 'vscode';
import {
  CloseAction, ErrorAction, LanguageClient, RevealOutputChannelOn, State as ClientState,
  type ClientCapabilities, type LanguageClientOptions, type ServerCapabilities, type StaticFeature,
} from 'vscode-languageclient/node';
import { documentSelector } from './file_types.js';
import { findServer } from './server_program.js';
import { serverSettings } from './settings.js';
import type { Status } from './status.js';

const kMostCrashes = 4;
const kCrashesCount = 180_000; // milliseconds that a crash counts for

// A second formatter of XML would make the editor ask which one is meant, so ours is offered only where somebody wants it.
const formattingFeature: StaticFeature = {
  fillClientCapabilities() {},
  preInitialize(capabilities: ServerCapabilities) {
    if (workspace.getConfiguration('ecac').get('format.enable', false)) return;
    delete capabilities.documentFormattingProvider;
    delete capabilities.documentRangeFormattingProvider;
  },
  initialize() {},
  getState: () => ({ kind: 'static' }),
  clear() {},
};

// Says that this client knows `ecac.showDocument`, so that lenses and actions may lead to pages that no file has.
const documentsFeature: StaticFeature = {
  fillClientCapabilities(capabilities: ClientCapabilities) {
    capabilities.experimental = { ...capabilities.experimental, ecac: { documents: true } };
  },
  initialize() {},
  getState: () => ({ kind: 'static' }),
  clear() {},
};

export class Client implements Disposable {
  private client: LanguageClient | undefined;
  private crashes: number[] = [];
  private ended = false;
  private lastWords = '';
  readonly log: LogOutputChannel;

  constructor(private readonly context: ExtensionContext, private readonly status: Status) {
    this.log = window.createOutputChannel('ecac', { log: true });
  }

  get running() {
    return this.client?.state === ClientState.Running ? this.client : undefined;
  }

  async start() {
    this.ended = false;
    this.status.set({ kind: 'starting' });
    try {
      this.client = this.make();
      await this.client.start();
      this.crashes = [];
    } catch (error) {
      await this.fail(error instanceof Error ? error.message : String(error));
    }
  }

  async stop() {
    this.ended = true;
    const { client } = this;
    this.client = undefined;
    await commands.executeCommand('setContext', 'ecac.running', false);
    // One that never started, or is gone, has nothing to be stopped.
    if (client?.needsStop()) await client.stop().catch(() => undefined);
    await client?.dispose().catch(() => undefined);
  }

  async restart() {
    await this.stop();
    await this.start();
  }

  dispose() {
    void this.stop();
    this.log.dispose();
  }

  private async fail(reason: string) {
    this.log.error(reason);
    this.status.set({ kind: 'failed', reason });
    await commands.executeCommand('setContext', 'ecac.running', false);
  }

  private make() {
    const settings = workspace.getConfiguration('ecac');
    const program = findServer({
      extension: this.context.extensionPath,
      configured: settings.get<string>('server.path', ''),
      args: settings.get<string[]>('server.arguments', []),
    });
    this.log.info(`starting ${program.command} (${program.origin})`);

    const startProcess = () => {
      const child = spawn(program.command, program.args, {
        cwd: workspace.workspaceFolders?.[0]?.uri.fsPath,
        env: { ...process.env, ...program.environment },
        stdio: 'pipe',
        shell: false,
        windowsHide: true,
      });
      // What it says at its end is why it ends.
      child.stderr.on('data', (part: Buffer) => {
        this.lastWords = part.toString('utf8').trim().split('\n').at(-1) ?? '';
      });
      return new Promise<typeof child>((resolve, reject) => {
        child.once('spawn', () => resolve(child));
        child.once('error', (error) => reject(new Error(`\`${program.command}\` cannot be started: ${error.message}`)));
      });
    };

    const options: LanguageClientOptions = {
      documentSelector,
      outputChannel: this.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: serverSettings(workspace.workspaceFolders?.[0]?.uri),
      synchronize: { configurationSection: 'ecac' },
      markdown: { isTrusted: { enabledCommands: ['ecac.showDocument'] } },
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => this.closed(),
      },
      middleware: {
        workspace: {
          configuration: (params) =>
            params.items.map(({ section, scopeUri }) => (section === 'ecac' ? serverSettings(scopeUri === undefined ? undefined : Uri.parse(scopeUri)) : null)),
        },
        handleWorkDoneProgress: (token, params, next) => {
          if (params.kind === 'end') this.status.set({ kind: 'running' });
          else this.status.set({ kind: 'loading', percentage: params.percentage });
          next(token, params);
        },
      },
    };
    const client = new LanguageClient('ecac', 'ecac', startProcess, options);
    client.registerFeature(documentsFeature);
    client.registerFeature(formattingFeature);
    client.onDidChangeState(({ newState }) => {
      if (newState !== ClientState.Running) return;
      this.status.set({ kind: 'running' });
      void commands.executeCommand('setContext', 'ecac.running', true);
    });
    return client;
  }

  // Started again, unless it ends as fast as it is started.
  private closed() {
    const now = Date.now();
    this.crashes = [...this.crashes.filter((each) => now - each < kCrashesCount), now];
    if (this.ended) return { action: CloseAction.DoNotRestart, handled: true };
    if (this.crashes.length <= kMostCrashes) {
      this.log.warn('the server has ended by itself and is started again');
      return { action: CloseAction.Restart, handled: true };
    }
    void this.fail(`it has ended by itself ${this.crashes.length} times within minutes${this.lastWords === '' ? '' : `, and said: ${this.lastWords}`}`);
    return { action: CloseAction.DoNotRestart, handled: true };
  }
}
