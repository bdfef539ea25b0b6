// What the settings of the editor say to the server, by the names that `ecac lsp` documents.
import { workspace, type Uri } from 'vscode';

export interface ServerSettings {
  mode: string | null;
  preset: string | null;
  select: string[];
  ignore: string[];
  config: string | null;
}

/** The settings for a folder, or those of no folder. What nobody has set is null or empty, and left to `ecac.json`. */
export const serverSettings = (scope?: Uri): ServerSettings => {
  const settings = workspace.getConfiguration('ecac', scope);
  return {
    mode: settings.get<string | null>('mode', null),
    preset: settings.get<string | null>('preset', null),
    select: settings.get<string[]>('select', []),
    ignore: settings.get<string[]>('ignore', []),
    config: settings.get<string>('config', '') || null,
  };
};
