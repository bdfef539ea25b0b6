// A client of others over all samples: each message in the form of the protocol's own model, each finding that of `ecac check`.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Client } from './protocol/client.mjs';
import { readMetaModel } from './protocol/meta_model.mjs';
import { filesBelow, program, root, run, sample } from './support.mjs';

// Published by its makers beside their sources, and in no package.
const modelFile = process.env.ECAC_LSP_MODEL ?? path.join(root, '../shared/reference/recipes/lsp-client/metaModel.json');
const skip = existsSync(modelFile) ? false : `there is no ${modelFile}, which ECAC_LSP_MODEL may name`;
const word = { type: 'string' };
// Without it the rest still has to hold; that the forms are not looked at is a test that is skipped.
const model = skip ? { problems: () => [] } : readMetaModel(modelFile, {
  'ecac/document': {
    params: { type: 'object', required: ['kind', 'name'], properties: { kind: { enum: ['app', 'credential', 'plan', 'rule'] }, name: word, uri: word }, additionalProperties: false },
    result: { anyOf: [{ type: 'null' }, { type: 'object', required: ['text', 'language'], properties: { text: word, language: { enum: ['plaintext', 'markdown'] }, uri: word }, additionalProperties: false }] },
  },
});

test('the model finds what is wrong', { skip }, () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  const published = (more) => model.problems('params', 'textDocument/publishDiagnostics', { uri: 'file:///a', diagnostics: [{ range, message: 'a', ...more }] });
  assert.deepEqual(published({ severity: 1, source: 'ecac', code: 'SCH001', codeDescription: { href: 'https://example.com' }, tags: [1], data: { a: [1] } }), []);
  for (const wrong of [{ severity: 'error' }, { severity: 5 }, { fileName: 'a' }, { message: undefined }, { range: { start: range.start } }, { tags: 1 }, { range: { ...range, end: { line: -1, character: 0 } } }]) {
    assert.notDeepEqual(published(wrong), [], JSON.stringify(wrong));
  }
  assert.equal(model.problems('params', 'ecac/nobody', {}), null);
  assert.notDeepEqual(model.problems('result', 'textDocument/hover', { contents: { kind: 'html', value: '' } }), []);
  assert.deepEqual(model.problems('result', 'textDocument/hover', null), []);
  assert.notDeepEqual(model.problems('params', '$/progress', { token: 1, value: { kind: 'begin' } }), []);
});

const dynamic = { dynamicRegistration: true };
const rich = {
  general: { positionEncodings: ['utf-8', 'utf-16', 'utf-32'] },
  window: { workDoneProgress: true, showDocument: { support: true }, showMessage: {} },
  workspace: {
    applyEdit: true, configuration: true, workspaceFolders: true, didChangeConfiguration: dynamic, didChangeWatchedFiles: { ...dynamic, relativePatternSupport: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'], failureHandling: 'textOnlyTransactional', changeAnnotationSupport: {} },
    symbol: dynamic, diagnostics: { refreshSupport: true }, codeLens: { refreshSupport: true }, inlayHint: { refreshSupport: true }, semanticTokens: { refreshSupport: true },
    fileOperations: { ...dynamic, willRename: true, didRename: true, didCreate: true, didDelete: true },
  },
  textDocument: {
    synchronization: { ...dynamic, didSave: true, willSave: true },
    publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true, dataSupport: true, tagSupport: { valueSet: [1, 2] } },
    diagnostic: { ...dynamic, relatedDocumentSupport: true },
    completion: { ...dynamic, contextSupport: true, completionItem: { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'], insertReplaceSupport: true, labelDetailsSupport: true, deprecatedSupport: true, resolveSupport: { properties: ['documentation', 'detail', 'additionalTextEdits'] }, tagSupport: { valueSet: [1] } } },
    hover: { ...dynamic, contentFormat: ['markdown', 'plaintext'] },
    definition: { ...dynamic, linkSupport: true }, references: dynamic, documentSymbol: { ...dynamic, hierarchicalDocumentSymbolSupport: true },
    codeAction: { ...dynamic, isPreferredSupport: true, disabledSupport: true, dataSupport: true, resolveSupport: { properties: ['edit'] }, codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix', 'source', 'source.fixAll'] } } },
    codeLens: dynamic, documentLink: { ...dynamic, tooltipSupport: true }, formatting: dynamic, rangeFormatting: dynamic, rename: { ...dynamic, prepareSupport: true },
    foldingRange: { ...dynamic, lineFoldingOnly: true }, selectionRange: dynamic, inlayHint: { ...dynamic, resolveSupport: { properties: ['tooltip'] } },
    semanticTokens: { ...dynamic, requests: { range: true, full: { delta: true } }, tokenTypes: ['type', 'class', 'enum', 'enumMember', 'property', 'variable', 'string', 'number', 'keyword', 'comment', 'operator', 'parameter', 'namespace'], tokenModifiers: ['declaration', 'definition', 'deprecated', 'readonly', 'defaultLibrary'], formats: ['relative'], overlappingTokenSupport: false, multilineTokenSupport: false },
  },
  experimental: { ecac: { documents: true } },
};
// What Vim's ALE says of itself, more or less.
const poor = { workspace: { applyEdit: false }, textDocument: { hover: { contentFormat: ['plaintext'] }, publishDiagnostics: {} } };

const start = async (t, folder, capabilities) => {
  const client = new Client(program, model, { cwd: folder });
  t.after(() => client.kill());
  const uri = pathToFileURL(folder).href;
  const answer = await client.request('initialize', { processId: process.pid, clientInfo: { name: 'tests' }, rootUri: uri, rootPath: folder, capabilities, workspaceFolders: [{ uri, name: 'sample' }] });
  await client.notify('initialized', {});
  return { client, answer };
};

const open = (client, file, text = readFileSync(file, 'utf8'), version = 1) =>
  client.notify('textDocument/didOpen', { textDocument: { uri: pathToFileURL(file).href, languageId: 'xml', version, text } });

const severities = ['', 'error', 'warning', 'info', 'info'];
const place = ({ start, end }) => `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;

// The column of a byte of a text, as an encoding counts.
const columnOf = (bytes, offset, encoding) => {
  const before = bytes.subarray(bytes.lastIndexOf(10, offset - 1) + 1, offset);
  if (encoding === 'utf-8') return before.length;
  const text = before.toString('utf8').replace(/^\ufeff/, '');
  return encoding === 'utf-16' ? text.length : [...text].length;
};

// What `ecac check` finds in the files of a folder: code, place and severity in words that both sides have.
const checked = async (folder, encoding) => {
  const { stdout } = await run(program, ['check', folder, '--root', folder, '--output-format', 'json']);
  const byFile = new Map();
  for (const { path: file, code, severity, range: { start, end }, state } of JSON.parse(stdout).diagnostics) {
    if (state !== 'shown') continue;
    if (!byFile.has(file)) byFile.set(file, []);
    const bytes = readFileSync(path.join(folder, file));
    const at = ({ line, offset }) => `${line}:${columnOf(bytes, offset, encoding) + 1}`;
    byFile.get(file).push(`${code} ${severity} ${at(start)}-${at(end)}`);
  }
  return byFile;
};
const inWords = (diagnostics) => diagnostics.map(({ code, severity, range }) => `${code} ${severities[severity]} ${place(range)}`).sort();

const kMostPlaces = 12;

// Places worth a question: where names and values begin, and one character on.
const placesIn = (text) => {
  const places = [];
  text.split('\n').forEach((line, number) => {
    for (const { index } of line.matchAll(/<[\w/]|>[^<\s]|, ?/g)) places.push({ line: number, character: index + 1 }, { line: number, character: index + 2 });
  });
  const lines = text.split('\n');
  const within = places.filter(({ line, character }) => character <= lines[line].length);
  // No more than that of one text, from all over it.
  const step = Math.ceil(within.length / kMostPlaces);
  return within.filter((_, i) => i % step === 0);
};

// Every question that the server says it answers, at every place of a text.
const askAll = async (client, capabilities, file) => {
  const text = readFileSync(file, 'utf8');
  const textDocument = { uri: pathToFileURL(file).href };
  const offers = (key, method) => capabilities[key] || client.registered.has(method);
  const lines = text.split('\n');
  const range = { start: { line: 0, character: 0 }, end: { line: lines.length - 1, character: lines.at(-1).length } };
  const asked = [];
  const ask = (key, method, params) => {
    if (offers(key, method)) asked.push(client.request(method, { textDocument, ...params }));
  };
  ask('documentSymbolProvider', 'textDocument/documentSymbol', {});
  ask('foldingRangeProvider', 'textDocument/foldingRange', {});
  ask('documentLinkProvider', 'textDocument/documentLink', {});
  ask('codeLensProvider', 'textDocument/codeLens', {});
  ask('inlayHintProvider', 'textDocument/inlayHint', { range });
  ask('semanticTokensProvider', 'textDocument/semanticTokens/full', {});
  ask('diagnosticProvider', 'textDocument/diagnostic', {});
  const options = { tabSize: 4, insertSpaces: true };
  if (offers('documentFormattingProvider', 'textDocument/formatting')) {
    // A text that is broken, or nobody's, is refused.
    asked.push(client.request('textDocument/formatting', { textDocument, options }).catch(() => null));
  }
  const places = placesIn(text);
  ask('selectionRangeProvider', 'textDocument/selectionRange', { positions: places.slice(0, 5) });
  for (const position of places) {
    ask('hoverProvider', 'textDocument/hover', { position });
    ask('completionProvider', 'textDocument/completion', { position, context: { triggerKind: 1 } });
    ask('definitionProvider', 'textDocument/definition', { position });
    ask('referencesProvider', 'textDocument/references', { position, context: { includeDeclaration: true } });
    if (capabilities.renameProvider) {
      // Most places have no name, and not every client can take what a rename is made of.
      asked.push(client.request('textDocument/prepareRename', { textDocument, position }).catch(() => null));
      asked.push(client.request('textDocument/rename', { textDocument, position, newName: 'Somebody_Else' }).catch(() => null));
    }
  }
  const diagnostics = client.diagnostics.get(textDocument.uri)?.diagnostics ?? [];
  ask('codeActionProvider', 'textDocument/codeAction', { range, context: { diagnostics } });
  const answers = await Promise.all(asked);
  if (capabilities.codeActionProvider?.resolveProvider) {
    const actions = await client.request('textDocument/codeAction', { textDocument, range, context: { diagnostics } });
    for (const each of actions.slice(0, 10)) if (each.data !== undefined) await client.request('codeAction/resolve', each);
  }
  return answers.length;
};

for (const [name, capabilities] of [['that can do all', rich], ['that can do little', poor]]) {
  test(`a client ${name} over the samples`, async (t) => {
    for (const [number, each] of readdirSync(path.join(root, 'samples')).sort().entries()) {
      const folder = sample(t, each);
      // Each sample in another way to count columns.
      const encodings = [['utf-8', 'utf-16', 'utf-32'][number % 3]];
      const { client, answer } = await start(t, folder, capabilities === rich ? { ...rich, general: { positionEncodings: encodings } } : poor);
      const encoding = answer.capabilities.positionEncoding ?? 'utf-16';
      assert.equal(encoding, capabilities === rich ? encodings[0] : 'utf-16');
      const expected = await checked(folder, encoding);
      const files = filesBelow(folder).filter((file) => file.endsWith('.xml') && !file.startsWith('expected'));
      for (const file of files) await open(client, path.join(folder, file));
      const findings = new Map();
      // Who asks for findings is not told them.
      const pulls = answer.capabilities.diagnosticProvider !== undefined;
      assert.equal(pulls, capabilities === rich);
      const told = (file) => client.diagnostics.has(pathToFileURL(path.join(folder, file)).href);
      if (!pulls) await client.waitFor(() => [...expected.keys()].every(told), `findings of ${each}`);
      let questions = 0;
      for (const file of files) questions += await askAll(client, answer.capabilities, path.join(folder, file));
      assert.ok(questions > files.length * 3, `${questions} questions`);
      if (pulls) {
        for (const file of files) {
          const report = await client.request('textDocument/diagnostic', { textDocument: { uri: pathToFileURL(path.join(folder, file)).href } });
          findings.set(file, inWords(report.items));
        }
      } else {
        for (const [uri, { diagnostics }] of client.diagnostics) findings.set(path.relative(folder, fileURLToPath(uri)), inWords(diagnostics));
      }
      for (const file of files) assert.deepEqual(findings.get(file) ?? [], (expected.get(file) ?? []).sort(), `${each}: ${file}`);
      assert.equal(await client.end(), 0);
      assert.deepEqual([...new Set(client.problems)].slice(0, 20), [], each);
      assert.ok(client.checked > 50);
    }
  });
}

test('the errors that the protocol asks for', async (t) => {
  const folder = sample(t, 'headless-public');
  const code = (promise) => promise.then(() => 'an answer', (error) => error.code);

  const early = new Client(program, model, { cwd: folder });
  t.after(() => early.kill());
  assert.equal(await code(early.request('textDocument/hover', { textDocument: { uri: 'file:///a.xml' }, position: { line: 0, character: 0 } })), -32002);
  await early.notify('exit');
  assert.equal(await early.ended, 1);

  const { client } = await start(t, folder, rich);
  assert.equal(await code(client.request('no/such')), -32601);
  assert.equal(await code(client.request('textDocument/hover', {})), -32602);
  await client.notify('no/such', {});
  await client.notify('$/no/such', {});
  await client.request('shutdown');
  assert.equal(await code(client.request('workspace/symbol', { query: '' })), -32600);
  await client.notify('exit');
  assert.equal(await client.ended, 0);
});

test('the end of its input is its end', async (t) => {
  const { client } = await start(t, sample(t, 'headless-public'), poor);
  client.child.stdin.end();
  const ended = await Promise.race([client.ended, new Promise((resolve) => setTimeout(() => resolve('still there'), 10_000))]);
  assert.notEqual(ended, 'still there');
});

test('pages that no file has', async (t) => {
  const folder = sample(t, 'mcp-oauth21');
  const { client } = await start(t, folder, rich);
  const header = path.join(folder, 'force-app/main/default/namedCredentials/Partner_MCP.namedCredential-meta.xml');
  await open(client, header);
  const uri = pathToFileURL(header).href;
  const credential = await client.request('ecac/document', { kind: 'credential', name: 'Partner_MCP', uri });
  assert.match(credential.text, /Partner_MCP/);
  const rule = await client.request('ecac/document', { kind: 'rule', name: 'SCH001' });
  assert.equal(rule.language, 'markdown');
  assert.match(rule.text, /^# unknown-element/);
  const plan = await client.request('ecac/document', { kind: 'plan', name: '', uri });
  assert.equal(plan.language, 'markdown');
  await assert.rejects(client.request('ecac/document', { kind: 'app', name: 'Nobody', uri }));
  assert.equal(await client.end(), 0);
  assert.deepEqual(client.problems, []);
});
