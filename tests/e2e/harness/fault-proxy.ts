/**
 * Stands between everything of ours and Zammad: records the requests made with a token, and can
 * make them fail as a Zammad in trouble would. What the web page itself asks always passes.
 */
import { type IncomingMessage, type ServerResponse, createServer, request } from 'node:http';
import { connect } from 'node:net';
import { once } from 'node:events';

/** `down`: the connection breaks. `slow`: answers 10 s late. A number: this status at once. */
export type Fault = 'none' | 'down' | 'slow' | 401 | 403 | 500;

export interface Recorded {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
  status: number;
  at: number;
}

export interface FaultProxy {
  url: string;
  /** Requests with a token, in the order they came. */
  readonly requests: readonly Recorded[];
  /** Every path asked for, whoever asked. */
  readonly paths: readonly string[];
  fault(kind: Fault, only?: RegExp): void;
  /** Swallows the answer to the next matching request after Zammad has done it: nobody knows whether it worked. */
  loseNextAnswer(match: RegExp): void;
  close(): Promise<void>;
}

const SLOW_MS = 10_000;

export async function startFaultProxy(upstream: string): Promise<FaultProxy> {
  const target = new URL(upstream);
  const requests: Recorded[] = [];
  const paths: string[] = [];
  let fault: Fault = 'none';
  let only: RegExp | undefined;
  let lose: RegExp | undefined;

  const server = createServer((incoming, outgoing) => {
    void handle(incoming, outgoing).catch(() => outgoing.destroy());
  });

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await bodyOf(incoming);
    const path = incoming.url ?? '/';
    const ours = incoming.headers.authorization !== undefined;
    paths.push(path);
    const line = `${incoming.method} ${path}`;
    const record: Recorded = {
      method: incoming.method ?? 'GET',
      path,
      headers: incoming.headers,
      body: body.toString(),
      status: 0,
      at: Date.now(),
    };
    if (ours) requests.push(record);
    if (ours && fault !== 'none' && (!only || only.test(line))) {
      if (fault === 'down') return void outgoing.destroy();
      if (typeof fault === 'number') {
        record.status = fault;
        outgoing.writeHead(fault, { 'content-type': 'application/json' });
        return void outgoing.end(JSON.stringify({ error: 'refused by the test' }));
      }
      await later(SLOW_MS, outgoing);
      if (outgoing.destroyed) return;
    }
    const lost = ours && lose?.test(line) === true;
    if (lost) lose = undefined;
    pass(incoming, outgoing, body, record, lost);
  }

  function pass(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    body: Buffer,
    record: Recorded,
    lost: boolean,
  ): void {
    const onward = request(
      {
        host: target.hostname,
        port: target.port || 80,
        path: incoming.url,
        method: incoming.method,
        headers: incoming.headers,
      },
      (answer) => {
        record.status = answer.statusCode ?? 0;
        if (lost) {
          // The head goes out first: without it Chromium's own network stack sends a POST a second
          // time on a connection it had used before, which no extension can see or prevent.
          outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': '9999' });
          outgoing.write('{');
          answer.resume();
          answer.once('end', () => outgoing.destroy());
          return;
        }
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.once('error', () => outgoing.destroy());
    outgoing.once('close', () => onward.destroy());
    onward.end(body);
  }

  server.on('upgrade', (incoming, socket, head) => {
    const onward = connect(Number(target.port || 80), target.hostname, () => {
      const headers = incoming.rawHeaders
        .map((value, index) => (index % 2 ? `${value}\r\n` : `${value}: `))
        .join('');
      onward.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${headers}\r\n`);
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    onward.once('error', () => socket.destroy());
    socket.once('error', () => onward.destroy());
  });

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    paths,
    fault: (kind, pattern) => {
      fault = kind;
      only = pattern;
    },
    loseNextAnswer: (match) => {
      lose = match;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** A slow server is slow by the clock; ends early when the client hangs up. */
function later(ms: number, outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    outgoing.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
