// Serves the built site as its host would: below the path of its base address,
// a folder by its index.html, what does not exist by 404.html.

import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const types = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml', '.json': 'application/json', '.csv': 'text/csv; charset=utf-8', '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml', '.ics': 'text/calendar; charset=utf-8',
};

/** What stands at a path of the site, "" being its root: { status, type, body }. */
export function answer(site, path) {
  let file = join(site, normalize('/' + path));
  try {
    if (statSync(file).isDirectory()) file = join(file, 'index.html');
    return { status: 200, type: types[extname(file)] ?? 'application/octet-stream', body: readFileSync(file) };
  } catch {
    try {
      return { status: 404, type: types['.html'], body: readFileSync(join(site, '404.html')) };
    } catch {
      return { status: 404, type: 'text/plain', body: Buffer.from('not found') };
    }
  }
}

/** Serves a folder on a free port of this machine: { address, close }. The address ends in the base's path. */
export async function serve(site, base) {
  const prefix = new URL(base).pathname;
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://site').pathname);
    const { status, type, body } = path.startsWith(prefix) ? answer(site, path.slice(prefix.length)) : { status: 404, type: 'text/plain', body: 'outside the site' };
    response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    address: `http://127.0.0.1:${server.address().port}${prefix}`,
    close: () => new Promise((closed) => { server.close(closed); server.closeAllConnections(); }),
  };
}
