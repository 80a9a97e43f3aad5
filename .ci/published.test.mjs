// .ci/published, against a host that answers as asked.

import { deepEqual, equal, match } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('published', import.meta.url));
const list = 'address,kind,id,since\nes/,address,es/,1.0.0\n';
const none = 'address,kind,id,since\n';

/** Runs the program beside a host with the given answers ({path: [status, body]}). */
async function published(answers, address) {
  const asked = [];
  const host = createServer((request, response) => {
    asked.push([request.url.replace(/[?].*/, ''), request.headers.authorization ?? '']);
    const [status, body = '', headers = {}] = answers[request.url.replace(/[?].*/, '')] ?? [404, '<!doctype html>'];
    response.writeHead(status, headers).end(typeof body === 'function' ? body(`http://127.0.0.1:${host.address().port}`) : body);
  });
  await new Promise((done) => host.listen(0, '127.0.0.1', done));
  const folder = mkdtempSync(join(tmpdir(), 'published-'));
  const at = `http://127.0.0.1:${host.address().port}`;
  try {
    const file = join(folder, 'addresses.csv');
    const env = { PATH: process.env.PATH, GITHUB_API_URL: at, GITHUB_REPOSITORY: 'o/r', GH_TOKEN: 't' };
    return await new Promise((done) => {
      execFile(program, address === undefined ? [file] : [file, at + address], { env }, (error, stdout, stderr) => {
        done({ code: error ? error.code : 0, said: stdout + stderr, wrote: error ? '' : readFileSync(file, 'utf8'), asked });
      });
    });
  } finally {
    rmSync(folder, { recursive: true });
    host.close();
  }
}

test('the list of a published site is taken as it is', async () => {
  const { code, said, wrote } = await published({ '/r/data/v/addresses.csv': [200, list] }, '/r/');
  deepEqual([code, wrote], [0, list]);
  match(said, /\/r\/data\/v\/addresses\.csv: 1 addresses/);
});

test('a site that is not there yet has an empty list, and it is said', async () => {
  const { code, said, wrote } = await published({}, '/r/');
  deepEqual([code, wrote], [0, none]);
  match(said, /has no list of addresses yet: no address has to be kept/);
});

test('a site that says that it has a list and has none is an error', async () => {
  const index = (text) => published({ '/r/data/index.json': [200, text] }, '/r/');
  const lost = await index('{"files": [{"address": "data/v/addresses.csv"}]}');
  equal(lost.code, 1);
  match(lost.said, /addresses\.csv is not there and should be/);
  const older = await index('{"files": [{"address": "data/plans.csv"}]}');
  deepEqual([older.code, older.wrote], [0, none]);
  const strange = await published({ '/r/data/index.json': [403] }, '/r/');
  equal(strange.code, 1);
});

test('what is no list of addresses is an error', async () => {
  for (const text of ['', '<!doctype html>\n', 'id\n1\n']) {
    const { code, said } = await published({ '/r/data/v/addresses.csv': [200, text] }, '/r/');
    equal(code, 1);
    match(said, /is not a list of addresses/);
  }
});

test('a host that does not answer rightly is an error', async () => {
  const { code, said } = await published({ '/r/data/v/addresses.csv': [403, list] }, '/r/');
  equal(code, 1);
  match(said, /answers with 403: the addresses that are published cannot be known/);
});

test('without an address GitHub is asked, with the token, and its redirect followed', async () => {
  const { code, wrote, asked } = await published({
    '/repos/o/r/pages': [200, (at) => `{"url":"x","html_url":"${at}/old/","source":{"html_url":"${at}/other/"}}`],
    '/old/data/v/addresses.csv': [301, '', { location: '/new/data/v/addresses.csv' }],
    '/new/data/v/addresses.csv': [200, list],
  });
  deepEqual([code, wrote], [0, list]);
  deepEqual(asked.map(([url, token]) => [url, token]), [['/repos/o/r/pages', 'Bearer t'], ['/old/data/v/addresses.csv', ''], ['/new/data/v/addresses.csv', '']]);
});

test('a repository without Pages has an empty list; one that may not be asked is an error', async () => {
  const without = await published({});
  deepEqual([without.code, without.wrote], [0, none]);
  const refused = await published({ '/repos/o/r/pages': [403, '{"message":"no"}'] });
  equal(refused.code, 1);
  match(refused.said, /pages answers with 403/);
  const strange = await published({ '/repos/o/r/pages': [200, '{}'] });
  equal(strange.code, 1);
  match(strange.said, /does not say where the site is/);
});
