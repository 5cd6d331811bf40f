/** The WebSocket on which 3CX tells that something changed. It wants the token as a header. */
import { WebSocket } from 'ws';
import { LinkError } from '../dialect.ts';
import type { ThreecxClient } from './client.ts';
import { readEntity } from './participant.ts';

const HANDSHAKE_MS = 10_000;
/** News have about 150 bytes. */
const MAX_MESSAGE = 16 * 1024;

/** @throws LinkError, refused when a fresh token is not taken either */
export async function openNews(
  url: string,
  client: ThreecxClient,
  signal: AbortSignal,
): Promise<WebSocket> {
  const first = await client.token(signal);
  const socket = await dial(url, first, signal);
  if (socket) return socket;
  client.discard(first);
  const again = await dial(url, await client.token(signal), signal);
  if (again) return again;
  throw new LinkError('3CX does not take its own token', true);
}

/** @returns undefined when the token is not taken */
function dial(url: string, token: string, signal: AbortSignal): Promise<WebSocket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/callcontrol/ws`, {
      headers: { authorization: `Bearer ${token}` },
      handshakeTimeout: HANDSHAKE_MS,
      maxPayload: MAX_MESSAGE,
    });
    const abort = () => socket.terminate();
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) socket.terminate();
    socket.once('open', () => {
      // Nothing may be read before somebody listens.
      socket.pause();
      resolve(socket);
      setImmediate(() => socket.resume());
    });
    socket.once('unexpected-response', (request, response) => {
      const status = response.statusCode;
      response.destroy();
      request.destroy();
      if (status === 401) resolve(undefined);
      else reject(new LinkError(`3CX refused its event socket with status ${status}`));
    });
    socket.on('error', () => reject(new LinkError('the event socket of 3CX cannot be reached')));
  });
}

/** 0: it is new or changed. 1: it is gone. Others (keys pressed, answers to requests) say nothing. */
export function readNews(text: string): { path: string; removed: boolean } | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const event = field(json, 'event');
  const type = field(event, 'event_type');
  const path = field(event, 'entity');
  if ((type !== 0 && type !== 1) || typeof path !== 'string' || !readEntity(path)) return undefined;
  return { path, removed: type === 1 };
}

function field(from: unknown, name: string): unknown {
  return typeof from === 'object' && from !== null
    ? new Map<string, unknown>(Object.entries(from)).get(name)
    : undefined;
}
