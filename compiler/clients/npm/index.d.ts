// Types of the documents are generated from schemas/output when the package is built.
import type { CheckReport } from './types/check_report.js';
import type { RulesDocument } from './types/rules.js';
import type { RuntimeConfig } from './types/runtime_config.js';

export type { CheckReport, RulesDocument, RuntimeConfig };

/** The path of a folder or file on the disk, or the files themselves by their paths in the project. */
export type Project = string | Readonly<Record<string, string | Uint8Array>> | ReadonlyMap<string, string | Uint8Array>;

/** How a project is read. Each option is one of the command line, which docs/cli.md describes; paths are taken from the current folder. */
export interface ReadingOptions {
  apiVersion?: string;
  /** The path of an `ecac.json`, or single settings by their names. */
  config?: string | Readonly<Record<string, string>>;
  destructive?: string | readonly string[];
  environment?: string;
  envFile?: string;
  exclude?: string | readonly string[];
  isolated?: boolean;
  known?: string | readonly string[];
  manifest?: string;
  /** `YYYY-MM-DD`, taken for today. */
  now?: string;
  schemaDir?: string;
}

export interface CheckOptions extends ReadingOptions {
  /** A revision or a folder. Revisions need a project on the disk and the program git. */
  against?: string;
  baseline?: string;
  ignore?: string | readonly string[];
  level?: 'error' | 'warning' | 'info';
  mode?: 'lint' | 'predeploy' | 'audit';
  preset?: string;
  root?: string;
  select?: string | readonly string[];
  since?: string;
}

export interface CompileOptions extends ReadingOptions {
  against?: string;
  app?: string | readonly string[];
  credential?: string | readonly string[];
  /** Write the document in spite of errors. */
  emitPartial?: boolean;
}

/** What `ecac check --output-format json` writes. Findings are no error; a run that failed is an `EcacError`. */
export function check(project: Project, options?: CheckOptions): Promise<CheckReport>;

/** What `ecac compile` writes. A project with errors is an `EcacError` with exit code 1, unless `emitPartial` is set. */
export function compile(project: Project, options?: CompileOptions): Promise<RuntimeConfig>;

/** A rule by its code or name: what `ecac explain --output-format json` writes, or its page. */
export function explain(rule: string, options?: { as?: 'json' }): Promise<RulesDocument>;
export function explain(rule: string, options: { as: 'markdown' }): Promise<string>;

/** The run failed, or wrote nothing. The message is ecac's own. */
export class EcacError extends Error {
  readonly name: 'EcacError';
  /** 1: there are errors in the project; 2: the run itself failed. */
  readonly exitCode: 0 | 1 | 2;
  /** What `check` wrote all the same, with `failures`. */
  readonly report: CheckReport | null;
}
