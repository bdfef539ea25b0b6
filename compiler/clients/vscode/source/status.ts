// The item in the status bar: what the server does, and what it has found.
import { languages, StatusBarAlignment, ThemeColor, window, DiagnosticSeverity, type Disposable, type StatusBarItem } from 'vscode';

export type State =
  | { kind: 'starting' }
  | { kind: 'loading'; percentage?: number | undefined }
  | { kind: 'running' }
  | { kind: 'failed'; reason: string };

/** What ecac says of all files, open or not. */
export const countFindings = () => {
  const count = { errors: 0, warnings: 0, others: 0, files: 0 };
  for (const [, diagnostics] of languages.getDiagnostics()) {
    const ours = diagnostics.filter((each) => each.source === 'ecac');
    if (ours.length > 0) count.files += 1;
    for (const { severity } of ours) {
      if (severity === DiagnosticSeverity.Error) count.errors += 1;
      else if (severity === DiagnosticSeverity.Warning) count.warnings += 1;
      else count.others += 1;
    }
  }
  return count;
};

const many = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

/** `2 errors, 1 warning in 3 files`, or that there is nothing. */
export const sentence = ({ errors, warnings, others, files }: ReturnType<typeof countFindings>) => {
  const parts = [
    ...(errors > 0 ? [many(errors, 'error')] : []),
    ...(warnings > 0 ? [many(warnings, 'warning')] : []),
    ...(others > 0 ? [many(others, 'remark')] : []),
  ];
  return parts.length === 0 ? 'nothing found' : `${parts.join(', ')} in ${many(files, 'file')}`;
};

const kPause = 150; // milliseconds; a load brings many changes at once

export class Status implements Disposable {
  private readonly item: StatusBarItem;
  private readonly listener: Disposable;
  private timer: NodeJS.Timeout | undefined;
  private state: State = { kind: 'starting' };

  constructor() {
    this.item = window.createStatusBarItem('ecac', StatusBarAlignment.Left, 0);
    this.item.name = 'ecac';
    this.listener = languages.onDidChangeDiagnostics(() => this.later());
    this.draw();
    this.item.show();
  }

  set(state: State) {
    this.state = state;
    this.draw();
  }

  /** Where nothing is ours there is nothing to tell. */
  hide() {
    this.item.hide();
  }

  reveal() {
    this.item.show();
  }

  dispose() {
    clearTimeout(this.timer);
    this.listener.dispose();
    this.item.dispose();
  }

  private later() {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.draw();
    }, kPause);
  }

  private draw() {
    this.item.backgroundColor = undefined;
    this.item.command = 'workbench.actions.view.problems';
    switch (this.state.kind) {
      case 'starting':
        this.show('$(loading~spin) ecac', 'The server is starting');
        return;
      case 'loading':
        this.show(`$(loading~spin) ecac${this.state.percentage === undefined ? '' : ` ${this.state.percentage} %`}`, 'The workspace is being read; open files are checked already');
        return;
      case 'failed':
        this.show('$(error) ecac', `The server does not run: ${this.state.reason}\n\nClick to see the log.`);
        this.item.backgroundColor = new ThemeColor('statusBarItem.errorBackground');
        this.item.command = 'ecac.showLog';
        return;
      case 'running': {
        const count = countFindings();
        const { errors, warnings } = count;
        const icon = errors + warnings === 0 ? '$(check)' : '$(shield)';
        const text = [...(errors > 0 ? [many(errors, 'error')] : []), ...(warnings > 0 ? [many(warnings, 'warning')] : [])].join(', ');
        this.show(`${icon} ecac${text === '' ? '' : `: ${text}`}`, `ecac: ${sentence(count)}`);
      }
    }
  }

  private show(text: string, tooltip: string) {
    this.item.text = text;
    this.item.tooltip = tooltip;
    this.item.accessibilityInformation = { label: text.replace(/\$\([^)]*\) ?/g, '') + `. ${tooltip}` };
  }
}
