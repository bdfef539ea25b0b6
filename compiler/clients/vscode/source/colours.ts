// States of flows in the colours that the theme has for them, so that a page of an app can be read at a glance.
import { Position, Range, ThemeColor, window, workspace, type DecorationRenderOptions, type Disposable, type TextEditor } from 'vscode';
import { kScheme } from './documents.js';

const kinds: [RegExp, DecorationRenderOptions][] = [
  [/(?<=^ {2}\S.*? {2,})ready\b|✓/g, { color: new ThemeColor('testing.iconPassed') }],
  [/(?<=^ {2}\S.*? {2,})blocked\b|✗[^(\n]*/g, { color: new ThemeColor('editorError.foreground') }],
  [/(?<=^ {2}\S.*? {2,})unknown\b|(?<= {2})\? [^\n]*?(?= {2}|$)/g, { color: new ThemeColor('editorWarning.foreground') }],
  [/(?<=^ {2}\S.*? {2,})off\s*$|\b(?:default|decided by)\b/g, { color: new ThemeColor('disabledForeground') }],
  [/^[A-Za-z]\w* {2,}\S.*$/g, { fontWeight: 'bold' }],
];

export class Colours implements Disposable {
  private readonly types = kinds.map(([pattern, options]) => ({ pattern, type: window.createTextEditorDecorationType(options) }));
  private readonly disposables: Disposable[];

  constructor() {
    this.disposables = [
      ...this.types.map(({ type }) => type),
      window.onDidChangeVisibleTextEditors((editors) => editors.forEach((each) => this.draw(each))),
      workspace.onDidChangeTextDocument(({ document }) => {
        for (const each of window.visibleTextEditors) if (each.document === document) this.draw(each);
      }),
    ];
    window.visibleTextEditors.forEach((each) => this.draw(each));
  }

  dispose() {
    for (const each of this.disposables) each.dispose();
  }

  private draw(editor: TextEditor) {
    const { document } = editor;
    if (document.uri.scheme !== kScheme || document.uri.path.endsWith('.md')) return;
    for (const { pattern, type } of this.types) {
      const ranges: Range[] = [];
      for (let line = 0; line < document.lineCount; ++line) {
        for (const found of document.lineAt(line).text.matchAll(pattern)) {
          ranges.push(new Range(new Position(line, found.index), new Position(line, found.index + found[0].length)));
        }
      }
      editor.setDecorations(type, ranges);
    }
  }
}
