// What the settings of the editor say to the server, by the names that `ecac lsp` documents.
import { workspace, type Uri } from 'vscode';

export interface ServerSettings {
  mode: string;
  preset: string;
  select: string[];
  ignore: string[];
  config: string;
  trace: { server: string };
}

/** The settings for a folder, or those of no folder. What is empty is left to `ecac.json`. */
export const serverSettings = (scope?: Uri): ServerSettings => {
  const settings = workspace.getConfiguration('ecac', scope);
  return {
    mode: settings.get('mode', ''),
    preset: settings.get('preset', ''),
    select: settings.get<string[]>('select', []),
    ignore: settings.get<string[]>('ignore', []),
    config: settings.get('config', ''),
    trace: { server: settings.get('trace.server', 'off') },
  };
};
