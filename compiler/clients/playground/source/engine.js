// ecac in its worker, as the page sees it.

/** `run(words, files)` gives what a command line wrote; `files` is a Map of paths to contents. Runs are answered in their order. */
export const createEngine = (worker) => {
  const waiting = new Map();
  let last = 0;
  worker.addEventListener('message', ({ data: { id, result, error } }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) resolve(result);
    else reject(new Error(error));
  });
  worker.addEventListener('error', (event) => {
    for (const { reject } of waiting.values()) reject(new Error(event.message || 'the worker cannot be started'));
    waiting.clear();
  });
  const run = (words, files) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.postMessage({ id: last, words, files });
    });
  return {
    async check(files, mode) {
      const { output, errors } = await run(['check', '--output-format=json', `--mode=${mode}`, '--', '.'], files);
      if (output === '') throw new Error(errors.trim());
      return JSON.parse(output);
    },
    /** The document, and why it is not there. */
    async compile(files) {
      const { output, errors } = await run(['compile', '--emit-partial', '--quiet', '--', '.'], files);
      return { document: output === '' ? null : JSON.parse(output), reason: errors.trim() };
    },
    /** The files after all fixes that are safe. */
    async fixAll(files, mode) {
      const { changed, removed } = await run(['check', '--fix', '--quiet', '--output-format=json', `--mode=${mode}`, '--', '.'], files);
      const result = new Map([...files, ...changed]);
      for (const path of removed) result.delete(path);
      return result;
    },
    async rulePage(code) {
      const { code: exit, output, errors } = await run(['explain', '--output-format=markdown', '--', code], new Map());
      if (exit !== 0) throw new Error(errors.trim());
      return output;
    },
  };
};
