// A plain file server, as somebody would put the playground on: it knows no more than a few endings, and tells nothing of caches.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** Serves a folder on a free port; the address, and what ends it. */
export const serve = (folder) =>
  new Promise((resolve) => {
    const server = createServer(async (request, answer) => {
      const name = decodeURIComponent(new URL(request.url, 'http://x').pathname);
      const file = path.join(folder, name === '/' ? 'index.html' : path.basename(name));
      try {
        const bytes = await readFile(file);
        answer.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream' }).end(bytes);
      } catch {
        answer.writeHead(404).end();
      }
    });
    server.listen(0, '127.0.0.1', () => resolve({ address: `http://127.0.0.1:${server.address().port}/`, end: () => server.close() }));
  });
