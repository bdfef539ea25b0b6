// Pages that no file has: what becomes of an app or credential, the plan of a deploy, a rule. The server writes them.
import {
  commands, EventEmitter, languages, Uri, window, workspace, Position, Range, DocumentLink,
  ViewColumn, type Disposable, type TextDocument, type TextDocumentContentProvider,
} from 'vscode';
import { RequestType } from 'vscode-languageclient';
import type { Client } from './client.js';

export const kScheme = 'ecac';
const kPause = 300; // milliseconds after the last change of findings

export interface DocumentParams {
  kind: 'app' | 'credential' | 'plan' | 'rule';
  name: string;
  /** A file of the project that is meant. */
  uri?: string;
}

interface DocumentAnswer {
  text: string;
}

const documentRequest = new RequestType<{ uri: string }, DocumentAnswer, void>('ecac/document');

// `ecac:/app/Portal.txt?file:///…`, as the server calls it: what a tab shows, and the file whose project is meant.
const isMarkdown = ({ kind }: DocumentParams) => kind === 'plan' || kind === 'rule';
export const uriOf = (params: DocumentParams) =>
  Uri.from({ scheme: kScheme, path: `/${params.kind}/${params.name || params.kind}${isMarkdown(params) ? '.md' : '.txt'}`, query: params.uri ?? '' });

// `Portal_oauthPlcy:12`, as `ecac explain` names a place. What stands before a colon in an address or a time is none.
const kPlace = /(?<![\w/.:-])([A-Za-z]\w*):(\d+)(?![\w/])/g;

class PlaceLink extends DocumentLink {
  constructor(range: Range, readonly file: string, readonly line: number, readonly document: Uri) {
    super(range);
    this.tooltip = 'Open the line that decides this';
  }
}

// A page of text has a language of its own only for its looks: without numbers of lines and guides.
const asPage = (document: TextDocument) =>
  document.uri.scheme === kScheme && document.languageId === 'plaintext' ? languages.setTextDocumentLanguage(document, 'ecac-page') : document;

export class Documents implements TextDocumentContentProvider, Disposable {
  private readonly changes = new EventEmitter<Uri>();
  readonly onDidChange = this.changes.event;
  private readonly disposables: Disposable[] = [this.changes];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly client: Client) {
    this.disposables.push(
      workspace.registerTextDocumentContentProvider(kScheme, this),
      languages.registerDocumentLinkProvider({ scheme: kScheme }, {
        provideDocumentLinks: (document) => this.places(document),
        resolveDocumentLink: (link) => this.resolve(link as PlaceLink),
      }),
      // One that the editor opens again by itself.
      workspace.onDidOpenTextDocument((document) => void asPage(document)),
      // What changes findings may change what is resolved.
      languages.onDidChangeDiagnostics(() => {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.refresh(), kPause);
      }),
    );
  }

  dispose() {
    clearTimeout(this.timer);
    for (const each of this.disposables) each.dispose();
  }

  async provideTextDocumentContent(uri: Uri) {
    const server = this.client.running;
    if (server === undefined) return 'The server does not run. The command "ecac: Show Log" tells why.\n';
    try {
      return (await server.sendRequest(documentRequest, { uri: uri.toString() })).text;
    } catch (error) {
      // Such as that there is no app of this name any more.
      return `${error instanceof Error ? error.message : String(error)}\n`;
    }
  }

  /** Opens a page beside the text: Markdown as it is read, anything else as text. */
  async show(params: DocumentParams) {
    const uri = uriOf(params);
    if (isMarkdown(params)) {
      try {
        await workspace.openTextDocument(uri);
        await commands.executeCommand('markdown.showPreviewToSide', uri);
        return;
      } catch {
        // The editor's own Markdown may be switched off.
      }
    }
    const document = await asPage(await workspace.openTextDocument(uri));
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: true, preserveFocus: true });
  }

  private refresh() {
    for (const { uri } of workspace.textDocuments) {
      if (uri.scheme === kScheme) this.changes.fire(uri);
    }
  }

  private places(document: TextDocument) {
    const links: DocumentLink[] = [];
    for (let line = 0; line < document.lineCount; ++line) {
      for (const found of document.lineAt(line).text.matchAll(kPlace)) {
        const [whole, file, number] = found;
        const range = new Range(new Position(line, found.index), new Position(line, found.index + whole.length));
        links.push(new PlaceLink(range, file!, Number(number), document.uri));
      }
    }
    return links;
  }

  // Of several files of one name, the one that lies nearest to where the page was opened from.
  private async resolve(link: PlaceLink) {
    const found = await workspace.findFiles(`**/${link.file}.*`, '**/{node_modules,.git}/**', 50);
    const start = link.document.query === '' ? '' : Uri.parse(link.document.query).path;
    const shared = ({ path }: Uri) => {
      let at = 0;
      while (at < path.length && path[at] === start[at]) ++at;
      return at;
    };
    const [nearest] = found.sort((a, b) => shared(b) - shared(a));
    if (nearest !== undefined) link.target = nearest.with({ fragment: `L${link.line}` });
    return link;
  }
}
