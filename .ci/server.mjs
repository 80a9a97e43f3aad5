// A server of files and nothing else, on a free port of this machine.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

export const types = {
  '.css': 'text/css', '.csv': 'text/csv', '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml',
};

/** The file of a site that a path names; a folder is its index.html. */
export const fileOf = (site, path) => join(site, decodeURIComponent(path), path === '' || path.endsWith('/') ? 'index.html' : '');

/** Serves a folder below a path such as "/" or "/vitrina/": { base, close }. */
export async function serve(site, below = '/') {
  const server = createServer(async (request, response) => {
    try {
      const { pathname } = new URL(request.url, 'http://localhost');
      if (!pathname.startsWith(below)) throw new Error('outside');
      const file = fileOf(site, pathname.slice(below.length));
      const body = await readFile(file);
      const type = types[extname(file)] ?? 'application/octet-stream';
      response.writeHead(200, { 'Content-Type': /^text|json/.test(type) ? `${type}; charset=utf-8` : type, 'Cache-Control': 'max-age=600' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    base: `http://127.0.0.1:${server.address().port}${below}`,
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }),
  };
}
