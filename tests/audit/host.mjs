// The built page as a host of static files sends it: compressed, with types and
// times to live. Its own, for those who judge the page judge the host as well.
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};
const ENCODINGS = { br: brotliCompressSync, gzip: gzipSync };

// Each file in every encoding, made when it is first asked for.
class Files {
  #made = new Map();

  constructor(folder) {
    this.folder = folder;
    this.names = new Set(readdirSync(folder, { recursive: true }));
  }

  content(name, encoding) {
    const key = `${encoding} ${name}`;
    if (!this.#made.has(key)) {
      const content = readFileSync(join(this.folder, name));
      this.#made.set(key, ENCODINGS[encoding]?.(content) ?? content);
    }
    return this.#made.get(key);
  }
}

// Serves a folder on a free port of this machine; `close()` ends it.
export async function host(folder) {
  const files = new Files(folder);
  const server = createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url, 'http://host').pathname).slice(1) || 'index.html';
    // Listings in Rust and Python, among others, have no type that every host knows.
    const type = TYPES[extname(name)] ?? 'application/octet-stream';
    if (!files.names.has(name) || !extname(name)) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not found');
      return;
    }
    const accepted = request.headers['accept-encoding'] ?? '';
    const encoding = type === TYPES['.png'] ? undefined : Object.keys(ENCODINGS).find((one) => accepted.includes(one));
    // What has a hash in its name never changes.
    const lives = /-[0-9a-f]{12,16}/.test(name) ? 'max-age=31536000, immutable' : 'max-age=600';
    response.writeHead(200, {
      'Content-Type': type,
      'Cache-Control': lives,
      Vary: 'Accept-Encoding',
      'Access-Control-Allow-Origin': '*',
      ...(encoding && { 'Content-Encoding': encoding }),
    });
    response.end(files.content(name, encoding));
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}
