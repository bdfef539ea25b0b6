// What people can ask for by name.
import { CodeAction, commands, languages, window, workspace, Range, WorkspaceEdit, type Disposable, type TextDocument, type Uri } from 'vscode';
import { DocumentFormattingRequest } from 'vscode-languageclient';
import type { Client } from './client.js';
import type { DocumentParams, Documents } from './documents.js';
import { countFindings, sentence } from './status.js';

const kFixAll = 'source.fixAll.ecac';
const kMostFiles = 1000;

/** The app or credential that a file is or belongs to; undefined if it is none of them. */
export const subjectOf = (document: TextDocument): DocumentParams | undefined => {
  const uri = document.uri.toString();
  const [, stem, suffix] = /([^/]+)\.(eca[A-Za-z]*|namedCredential|externalCredential)(?:-meta\.xml)?$/.exec(document.uri.path) ?? [];
  if (stem === undefined || suffix === undefined) return undefined;
  if (suffix === 'eca') return { kind: 'app', name: stem, uri };
  if (!suffix.startsWith('eca')) return { kind: 'credential', name: stem, uri };
  const app = /<externalClientApplication>\s*([A-Za-z]\w*)/.exec(document.getText())?.[1];
  return app === undefined ? undefined : { kind: 'app', name: app, uri };
};

const stemOf = (uri: Uri) => /([^/]+)\.\w+(?:-meta\.xml)?$/.exec(uri.path)?.[1] ?? uri.path;

const askForSubject = async (): Promise<DocumentParams | undefined> => {
  const files = await workspace.findFiles('**/*.{eca,eca-meta.xml,namedCredential,namedCredential-meta.xml}', '**/{node_modules,.git}/**', kMostFiles);
  const items = files.map((file) => {
    const kind = /\.eca(?:-meta\.xml)?$/.test(file.path) ? 'app' : 'credential';
    return { label: stemOf(file), description: kind, detail: workspace.asRelativePath(file), params: { kind, name: stemOf(file), uri: file.toString() } as DocumentParams };
  });
  if (items.length === 0) {
    void window.showInformationMessage('ecac: there is no External Client App and no named credential in this workspace.');
    return undefined;
  }
  items.sort((a, b) => a.label.localeCompare(b.label));
  return (await window.showQuickPick(items, { placeHolder: 'An app or credential', matchOnDetail: true }))?.params;
};

const codeOf = (code: unknown) => String(typeof code === 'object' && code !== null && 'value' in code ? code.value : code);

const rulesAtCursor = () => {
  const editor = window.activeTextEditor;
  if (editor === undefined) return [];
  const { line } = editor.selection.active;
  const found = languages.getDiagnostics(editor.document.uri).filter(({ source, range }) => source === 'ecac' && range.start.line <= line && line <= range.end.line);
  return [...new Set(found.map(({ code }) => codeOf(code)))];
};

export const registerCommands = (client: Client, documents: Documents): Disposable[] => {
  const acts: Record<string, (...args: never[]) => unknown> = {
    'ecac.showDocument': (params: DocumentParams) => documents.show(params),

    'ecac.checkProject': async () => {
      if (client.running === undefined) {
        await client.restart();
        if (client.running === undefined) return;
      }
      await commands.executeCommand('workbench.actions.view.problems');
      void window.showInformationMessage(`ecac: ${sentence(countFindings())}.`);
    },

    'ecac.showResolved': async () => {
      const editor = window.activeTextEditor;
      const params = (editor && subjectOf(editor.document)) ?? (await askForSubject());
      if (params !== undefined) await documents.show(params);
    },

    'ecac.showPlan': async () => {
      const uri = window.activeTextEditor?.document.uri ?? workspace.workspaceFolders?.[0]?.uri;
      await documents.show({ kind: 'plan', name: '', ...(uri?.scheme === 'file' ? { uri: uri.toString() } : {}) });
    },

    'ecac.explainRule': async () => {
      const here = rulesAtCursor();
      const rule = here.length === 1
        ? here[0]
        : here.length > 1
          ? await window.showQuickPick(here, { placeHolder: 'A rule of this line' })
          : await window.showInputBox({ prompt: 'The code or name of a rule', placeHolder: 'SCH001 or unknown-element' });
      if (rule) await documents.show({ kind: 'rule', name: rule.trim() });
    },

    'ecac.fixAll': async () => {
      const editor = window.activeTextEditor;
      if (editor === undefined) return;
      const { document } = editor;
      const whole = new Range(document.positionAt(0), document.positionAt(document.getText().length));
      const actions = await commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', document.uri, whole, kFixAll, 1);
      const edit = actions.find((each) => each.edit !== undefined)?.edit;
      if (edit === undefined) void window.showInformationMessage('ecac: there is nothing here that can be fixed safely.');
      else await workspace.applyEdit(edit);
    },

    'ecac.format': async () => {
      const editor = window.activeTextEditor;
      const server = client.running;
      if (editor === undefined || server === undefined) return;
      const { document, options } = editor;
      try {
        const edits = await server.sendRequest(DocumentFormattingRequest.type, {
          textDocument: { uri: document.uri.toString() },
          options: { tabSize: Number(options.tabSize), insertSpaces: Boolean(options.insertSpaces) },
        });
        const edit = new WorkspaceEdit();
        edit.set(document.uri, (await server.protocol2CodeConverter.asTextEdits(edits)) ?? []);
        await workspace.applyEdit(edit);
      } catch (error) {
        // Such as that the file is broken.
        void window.showInformationMessage(`ecac: ${error instanceof Error ? error.message : String(error)}`);
      }
    },

    'ecac.restart': () => client.restart(),
    'ecac.showLog': () => client.log.show(true),
  };
  return Object.entries(acts).map(([name, act]) => commands.registerCommand(name, act));
};
