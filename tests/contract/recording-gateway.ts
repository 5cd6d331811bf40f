/**
 * Stands between the relay and a real Zammad: notes what Zammad is told and answers, and can be
 * away for a while, as a Zammad that restarts is behind its web server.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Noted {
  event: string;
  callId: string;
  fields: URLSearchParams;
  status: number;
  answer: string;
  /** Epoch ms: when Zammad was told, and when it had answered. */
  sentAt: number;
  doneAt: number;
}

export interface RecordingGateway {
  /** Zammad's CTI endpoint, by way of this. */
  url: string;
  noted: Noted[];
  /** Most requests about one call that were on the wire at the same time. */
  mostAtOnce(): number;
  /** While set, everything is answered with this status and Zammad hears nothing. */
  away: number | undefined;
  close(): Promise<void>;
}

/** @param ctiUrl Zammad's CTI endpoint with its token */
export async function startRecordingGateway(ctiUrl: string): Promise<RecordingGateway> {
  const { pathname } = new URL(ctiUrl);
  const noted: Noted[] = [];
  const onWire = new Map<string, number>();
  let most = 0;

  async function pass(body: string): Promise<{ status: number; answer: string }> {
    const fields = new URLSearchParams(body);
    const callId = fields.get('callId') ?? '';
    const now = (onWire.get(callId) ?? 0) + 1;
    onWire.set(callId, now);
    most = Math.max(most, now);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const sentAt = Date.now();
    const response = await fetch(ctiUrl, { method: 'POST', headers, body });
    const answer = await response.text();
    onWire.set(callId, (onWire.get(callId) ?? 1) - 1);
    const { status } = response;
    const event = fields.get('event') ?? '';
    noted.push({ event, callId, fields, status, answer, sentAt, doneAt: Date.now() });
    return { status, answer };
  }

  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { away } = gateway;
      const work = away === undefined ? pass(body) : Promise.resolve({ status: away, answer: '' });
      work.then(
        ({ status, answer }) => {
          response.writeHead(status, { 'content-type': 'application/json' });
          response.end(answer);
        },
        () => response.destroy(),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const gateway: RecordingGateway = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${pathname}`,
    noted,
    mostAtOnce: () => most,
    away: undefined,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return gateway;
}
