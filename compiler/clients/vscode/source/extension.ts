// Where the editor begins and ends the extension.
import { languages, workspace, type ExtensionContext } from 'vscode';
import { Client } from './client.js';
import { Colours } from './colours.js';
import { registerCommands } from './commands.js';
import { Documents } from './documents.js';
import { documentSelector, kProjectPattern } from './file_types.js';
import { Status } from './status.js';

let client: Client | undefined;

// Any XML file wakes the extension; only metadata starts the server.
const concernsUs = async () => {
  if (workspace.textDocuments.some((each) => languages.match(documentSelector, each) > 0)) return true;
  return (await workspace.findFiles(kProjectPattern, '**/{node_modules,.git}/**', 1)).length > 0;
};

export const activate = async (context: ExtensionContext) => {
  const status = new Status();
  client = new Client(context, status);
  const ours = client;
  const documents = new Documents(ours);
  context.subscriptions.push(status, documents, new Colours(), ...registerCommands(ours, documents));
  context.subscriptions.push(
    workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration('ecac.server') || event.affectsConfiguration('ecac.format')) await ours.restart();
    }),
    // What an untrusted workspace must not say counts from now on.
    workspace.onDidGrantWorkspaceTrust(() => ours.restart()),
  );

  if (await concernsUs()) {
    await ours.start();
    return;
  }
  status.hide();
  const listener = workspace.onDidOpenTextDocument(async (document) => {
    if (languages.match(documentSelector, document) === 0) return;
    listener.dispose();
    status.reveal();
    await ours.start();
  });
  context.subscriptions.push(listener);
};

export const deactivate = () => client?.stop();
