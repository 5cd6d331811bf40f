import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createRelayHttp } from './http.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function relay(
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void,
) {
  const seen: { request: IncomingMessage; body: string }[] = [];
  server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    seen.push({ request, body });
    answer(request, response, body);
  });
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return { url, seen, http: createRelayHttp({ url, token: 'device', timeoutMs: 300 }) };
}
const json = (response: ServerResponse, status: number, value: unknown) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));

describe('what the relay answers', () => {
  it.each([
    [401, 'relay/unauthorised'],
    [403, 'relay/forbidden'],
    [404, 'relay/not-found'],
    [409, 'relay/refused'],
    [429, 'relay/slow'],
    [500, 'relay/broken'],
    [503, 'relay/unreachable'],
  ])('%i is %s, with the relay’s own code and sentence', async (status, code) => {
    const { http } = await relay((_request, response) =>
      json(response, status, { error: { code: 'its/own', message: 'Do this.' } }),
    );
    await expect(http.me()).rejects.toMatchObject({ code, reason: 'its/own', detail: 'Do this.' });
  });
  it('a page instead of JSON is broken', async () => {
    const { http } = await relay((_request, response) => response.end('<html>captive portal'));
    await expect(http.me()).rejects.toMatchObject({ code: 'relay/broken' });
  });
  it('an unknown shape is broken', async () => {
    const { http } = await relay((_request, response) => json(response, 200, { items: [{}] }));
    await expect(http.calls()).rejects.toMatchObject({ code: 'relay/broken' });
  });
  it('no answer in time is slow', async () => {
    const { http } = await relay(() => {});
    await expect(http.me()).rejects.toMatchObject({ code: 'relay/slow' });
  });
  it('nobody there is unreachable', async () => {
    const http = createRelayHttp({ url: 'http://127.0.0.1:1', token: 't' });
    await expect(http.me()).rejects.toMatchObject({ code: 'relay/unreachable' });
  });
  it('a redirect takes the token nowhere', async () => {
    const { http, seen } = await relay((_request, response) =>
      response.writeHead(302, { location: '/elsewhere' }).end(),
    );
    await expect(http.me()).rejects.toMatchObject({ code: 'relay/unreachable' });
    expect(seen).toHaveLength(1);
  });
});

describe('what is sent', () => {
  it('the token in a header, never in the address', async () => {
    const { http, seen } = await relay((_request, response) => json(response, 200, { items: [] }));
    await http.calls({ cursor: 'a b', limit: 5 });
    expect(seen[0]?.request.url).toBe('/v1/calls?cursor=a+b&limit=5');
    expect(seen[0]?.request.headers.authorization).toBe('Bearer device');
    expect(seen[0]?.request.headers.cookie).toBeUndefined();
  });
  it('pairing sends the Zammad token in the body', async () => {
    const { http, seen } = await relay((_request, response) =>
      json(response, 200, { deviceToken: 'd', agent: { id: 3, login: 'a', name: 'A' } }),
    );
    const paired = await http.pair({
      zammadUrl: 'https://z',
      zammadToken: 's3cret',
      name: 'Firefox',
    });
    expect(paired.deviceToken).toBe('d');
    expect(seen[0]?.request.url).toBe('/v1/devices');
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({
      zammadUrl: 'https://z',
      zammadToken: 's3cret',
      name: 'Firefox',
    });
  });
  it('dial, lookup, unpair', async () => {
    const { http, seen } = await relay((request, response) =>
      request.method === 'DELETE'
        ? response.writeHead(204).end()
        : json(response, 200, { dialId: 'd1', number: '+49301', matches: [] }),
    );
    expect(await http.dial('+49301')).toEqual({ dialId: 'd1' });
    expect((await http.lookup('+49301')).matches).toEqual([]);
    await http.unpair();
    expect(seen.map(({ request }) => `${request.method} ${request.url}`)).toEqual([
      'POST /v1/dial',
      'GET /v1/lookup?number=%2B49301',
      'DELETE /v1/devices/current',
    ]);
  });
});
