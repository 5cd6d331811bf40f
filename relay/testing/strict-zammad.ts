/**
 * Zammad's CTI endpoint as strict as recorded from running 5.5 and 6.5: 500 for doubles and
 * unknown ids, 422 without direction, 500 for a list as `user` of an answer or a NUL anywhere. It can
 * be told to fail, to hang, and to have rules of its own.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export const CTI_PATH = '/api/v1/cti/zammad-token';

export interface ReceivedEvent {
  event: string;
  callId: string;
  fields: URLSearchParams;
  status: number;
}

export interface StrictZammad {
  url: string;
  received: ReceivedEvent[];
  /** Rows of its caller log by call id. */
  log: Map<string, { state: string; done: boolean; user: string | undefined }>;
  /** Most requests about one call that were on the wire at the same time. */
  mostAtOnce(): number;
  /** Callers on its block list, as exact texts. */
  blocked: Set<string>;
  /** Its default caller id of outgoing calls. */
  callerId: string | undefined;
  /** Answers wait for this. */
  gate: Promise<void> | undefined;
  /** Requests that it did not take, faults that were asked for aside. */
  errors(): ReceivedEvent[];
  /** What comes next: a status instead of work, silence, or (undefined) work. */
  fault: { status?: number; body?: string; silent?: 'before' | 'after' } | undefined;
  /** Resolves when `count` events were received and answered, or are not to be answered soon. */
  until(count: number): Promise<void>;
  /** Closes the port; `start` opens it again. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

export async function startStrictZammad(): Promise<StrictZammad> {
  const received: ReceivedEvent[] = [];
  const refused: ReceivedEvent[] = [];
  const log: StrictZammad['log'] = new Map();
  const onWire = new Map<string, number>();
  let most = 0;
  const waiters: (() => void)[] = [];
  let port = 0;
  let server: Server;

  function work(fields: URLSearchParams): { status: number; body: unknown } {
    const failed = {
      status: 500,
      body: { error: 'Error ID x: Please contact your administrator.' },
    };
    const callId = fields.get('callId') ?? '';
    const direction = fields.get('direction');
    if ([...fields.values()].some((text) => text.includes('\0'))) return failed;
    if (direction !== 'in' && direction !== 'out') {
      return { status: 422, body: { error: "Invalid 'direction'!" } };
    }
    const row = log.get(callId);
    switch (fields.get('event')) {
      case 'newCall': {
        if (row) return { status: 500, body: { error: 'This object already exists.' } };
        if (!fields.get('from') || !fields.get('to') || !callId) {
          return { status: 422, body: { error: "Attribute 'from' required!" } };
        }
        const user = fields.getAll('user[]').join(', ');
        log.set(callId, { state: 'newCall', done: direction === 'out', user });
        return { status: 200, body: verdict(direction, fields) };
      }
      case 'answer':
        if (!row) return failed;
        if (row.state === 'hangup') break;
        Object.assign(row, { state: 'answer', done: true });
        if (fields.has('user')) row.user = fields.get('user') ?? undefined;
        if (fields.has('user[]')) return failed;
        break;
      case 'hangup':
        if (!row) return failed;
        row.done = !(
          direction === 'in' &&
          ((row.state === 'newCall' && fields.get('cause') !== 'forwarded') ||
            row.user === 'voicemail')
        );
        row.state = 'hangup';
        break;
      default:
        return { status: 422, body: { error: 'Error ID x: Please contact your administrator.' } };
    }
    return { status: 200, body: {} };
  }

  function verdict(direction: string, fields: URLSearchParams): object {
    if (direction === 'in' && zammad.blocked.has(fields.get('from') ?? '')) {
      return { action: 'reject', reason: 'busy' };
    }
    if (direction === 'in' || zammad.callerId === undefined) return {};
    return { action: 'dial', caller_id: zammad.callerId, number: fields.get('to') };
  }

  const zammad: StrictZammad = {
    url: '',
    received,
    log,
    blocked: new Set(),
    callerId: undefined,
    gate: undefined,
    errors: () => refused,
    mostAtOnce: () => most,
    fault: undefined,
    async until(count) {
      while (received.length < count) {
        await new Promise<void>((resolve) => waiters.push(resolve));
      }
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    start: () =>
      new Promise((resolve) => {
        server = createServer((request, response) => {
          let text = '';
          request.on('data', (chunk: Buffer) => (text += chunk.toString()));
          request.on('end', () => {
            const fields = new URLSearchParams(text);
            const callId = fields.get('callId') ?? '';
            onWire.set(callId, (onWire.get(callId) ?? 0) + 1);
            most = Math.max(most, onWire.get(callId) ?? 0);
            const { fault } = zammad;
            const skipped = fault?.status !== undefined || fault?.silent === 'before';
            const { status, body } = skipped
              ? { status: fault?.status ?? 0, body: { error: fault?.body ?? 'fault' } }
              : work(fields);
            const entry = { event: fields.get('event') ?? '', callId, fields, status };
            received.push(entry);
            if (!skipped && status !== 200) refused.push(entry);
            const tellWaiters = () => waiters.splice(0).forEach((waiter) => waiter());
            if (fault?.silent || zammad.gate) tellWaiters();
            if (fault?.silent) return;
            response.on('finish', tellWaiters);
            // Answers on a later turn, so that side-by-side requests would be seen.
            void Promise.resolve(zammad.gate).then(() =>
              setImmediate(() => {
                onWire.set(callId, (onWire.get(callId) ?? 1) - 1);
                // A page of something in front of it, or an answer as the test wants it.
                const own = skipped && status === 200;
                const html = fault?.body?.startsWith('<') === true;
                response.writeHead(status, {
                  'content-type': html ? 'text/html' : 'application/json',
                });
                response.end(own || html ? fault?.body : JSON.stringify(body));
              }),
            );
          });
        });
        server.listen(port, '127.0.0.1', () => {
          port = (server.address() as AddressInfo).port;
          zammad.url = `http://127.0.0.1:${port}${CTI_PATH}`;
          resolve();
        });
      }),
  };
  await zammad.start();
  onTestFinished(() => zammad.stop());
  return zammad;
}
