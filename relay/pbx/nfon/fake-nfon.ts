/** NFON's CTI API on a real socket, for tests: login, tokens that run out, an event stream. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeNfon {
  url: string;
  /** `POST /login`, `PUT /login`, `GET stream`, in order. */
  requests: string[];
  userAgents: Set<string>;
  /** Open streams. */
  streams: Set<ServerResponse>;
  /** A new token is needed for the next stream. */
  expireTokens(): void;
  /** Refresh tokens are not taken any more. */
  refuseRefresh: boolean;
  send(...events: object[]): void;
  write(text: string): void;
  /** Ends the streams in peace, as when a token has run out. */
  endStreams(): void;
  cut(): void;
  /** Waits for an open stream. */
  listening(): Promise<void>;
  close(): Promise<void>;
}

const USER = { username: 'cti', password: 'pass' };

export async function startFakeNfon(): Promise<FakeNfon> {
  let count = 0;
  let access = '';
  let renewal = '';
  let told: (() => void) | undefined;
  const server = createServer((request, response) => {
    void answer(request, response);
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    fake.userAgents.add(request.headers['user-agent'] ?? '');
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const bearer = request.headers.authorization?.replace('Bearer ', '');
    const reply = (status: number, json: object) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(json));
    };
    if (request.url === '/v1/login') {
      fake.requests.push(`${request.method} /login`);
      const good =
        request.method === 'PUT'
          ? bearer === renewal && !fake.refuseRefresh
          : body === JSON.stringify(USER);
      if (!good) return reply(401, { error: 'no' });
      count += 1;
      access = `access-${count}`;
      renewal = `refresh-${count}`;
      return reply(200, { 'access-token': access, 'refresh-token': renewal });
    }
    fake.requests.push('GET stream');
    if (bearer !== access || access === '') return reply(401, { error: 'expired' });
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(': hello\n\n');
    fake.streams.add(response);
    response.on('close', () => fake.streams.delete(response));
    told?.();
  }

  const fake: FakeNfon = {
    url: '',
    requests: [],
    userAgents: new Set(),
    streams: new Set(),
    refuseRefresh: false,
    expireTokens() {
      access = '';
    },
    send: (...events) =>
      fake.write(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')),
    write(text) {
      for (const stream of fake.streams) stream.write(text);
    },
    endStreams() {
      for (const stream of fake.streams) stream.end();
      fake.streams.clear();
    },
    cut() {
      for (const stream of fake.streams) stream.socket?.resetAndDestroy();
      fake.streams.clear();
    },
    async listening() {
      while (fake.streams.size === 0) await new Promise<void>((resolve) => (told = resolve));
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return fake;
}
