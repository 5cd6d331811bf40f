/**
 * `GET /v1/stream`: the WebSocket's own life. First frame, heartbeat, last words; what goes over
 * it is the hub's. Rules HB* of `relay/SPEC-agents.md`.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import * as v from 'valibot';
import { type WebSocket, WebSocketServer } from 'ws';
import {
  BEAT_MS,
  type ClientFrame,
  clientFrameSchema,
  HELLO_TIMEOUT_MS,
  PROTOCOL,
} from '../../lib/protocol/frames.ts';
import type { Attempts } from '../agents/attempts.ts';
import type { Devices } from '../agents/devices.ts';
import type { Log } from '../agents/log.ts';
import type { Clock } from './clock.ts';
import { CLOSE, type ByeReason, type RefusedReason } from './close-codes.ts';
import type { Hub, Presence } from './hub.ts';
import type { Member } from './member.ts';
import { createOutlet, type Outlet } from './outlet.ts';

export const STREAM_PATH = '/v1/stream';
/** The largest frame a client has reason to send is a `hello` of some 500 bytes. */
const MAX_FRAME_BYTES = 4_096;
/** Frames of one client between two beats; more is no agent at work. */
const MAX_FRAMES_PER_BEAT = 200;
const MISSED_BEATS = 2;
/** Streams that said no hello yet; beyond it new ones are turned away. */
const MAX_STRANGERS = 2_000;
/** How long a client may take to hear the last word. */
const LAST_WORD_MS = 5_000;

export interface StreamStats {
  sent(): void;
  ended(reason: ByeReason | 'dead'): void;
  refused(reason: RefusedReason | 'silent'): void;
}

export interface Stream {
  attach(server: Server): void;
  revoke(deviceId: string): void;
  slow(member: Member): void;
  /** Says `bye shutdown` to everybody, spread over `jitterMs` so that they do not return at once. */
  close(jitterMs: number): Promise<void>;
}

interface Connection {
  socket: WebSocket;
  outlet: Outlet;
  member: Member | undefined;
  /** Beats since the client was last heard. */
  silent: number;
  frames: number;
}

export function createStream(deps: {
  hub: Hub;
  ready: Promise<unknown>;
  devices: Devices;
  attempts: Attempts;
  clock: Clock;
  log: Log;
  stats: StreamStats;
  addressOf: (request: IncomingMessage) => string;
  maxQueuedFrames?: number | undefined;
}): Stream {
  const { hub, devices, attempts, clock, log, stats } = deps;
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_FRAME_BYTES,
    clientTracking: false,
  });
  const connections = new Set<Connection>();
  let strangers = 0;
  let closing = false;

  const stopBeat = clock.every(BEAT_MS, () => {
    for (const connection of connections) beat(connection);
  });

  function beat(connection: Connection): void {
    const { member, socket } = connection;
    if (!member) return;
    if (connection.silent >= MISSED_BEATS) {
      stats.ended('dead');
      forget(connection);
      return socket.terminate();
    }
    connection.silent += 1;
    connection.frames = 0;
    hub.beat(member);
    if (socket.readyState === socket.OPEN) socket.ping();
  }

  function refuse(connection: Connection, reason: RefusedReason): void {
    stats.refused(reason);
    last(connection, { type: 'refused', reason }, CLOSE[reason]);
  }
  function bye(connection: Connection, reason: ByeReason): void {
    stats.ended(reason);
    last(connection, { type: 'bye', reason }, CLOSE[reason]);
  }
  function last(connection: Connection, frame: object, code: number): void {
    forget(connection);
    connection.outlet.end(JSON.stringify(frame), code);
    // A client that does not read must not keep the connection for ever.
    const cancel = clock.after(LAST_WORD_MS, () => connection.socket.terminate());
    connection.socket.on('close', cancel);
  }
  function forget(connection: Connection): void {
    connections.delete(connection);
    if (connection.member) hub.leave(connection.member);
  }

  function accept(socket: WebSocket, request: IncomingMessage): void {
    const address = deps.addressOf(request);
    const connection: Connection = {
      socket,
      outlet: createOutlet({
        socket,
        onSlow: () => bye(connection, 'slow'),
        onSent: stats.sent,
        maxFrames: deps.maxQueuedFrames,
      }),
      member: undefined,
      silent: 0,
      frames: 0,
    };
    connections.add(connection);
    strangers += 1;
    let greeted = false;
    let presence: Presence | undefined;
    const greeting = clock.after(HELLO_TIMEOUT_MS, () => {
      stats.refused('silent');
      socket.close(CLOSE.silent);
      const cancel = clock.after(LAST_WORD_MS, () => socket.terminate());
      socket.on('close', cancel);
    });
    const noStranger = () => {
      if (greeted) return;
      greeted = true;
      strangers -= 1;
      greeting();
    };

    socket.on('error', () => {
      // Too large a frame, a broken one, a lost connection: `close` follows and tidies up.
    });
    socket.on('close', () => {
      noStranger();
      forget(connection);
    });
    socket.on('pong', () => {
      connection.silent = 0;
    });
    socket.on('message', (data, binary) => {
      connection.silent = 0;
      connection.frames += 1;
      if (!connection.outlet.open) return;
      if (connection.frames > MAX_FRAMES_PER_BEAT) return refuse(connection, 'rate');
      // Always one Buffer: `binaryType` is left at ws's default.
      const frame = binary ? undefined : readFrame((data as Buffer).toString('utf8'));
      if (!frame) return refuse(connection, 'protocol');
      if (frame.type === 'presence') {
        presence = frame;
        if (connection.member) hub.presence(connection.member, frame);
      }
      if (greeted) return;
      if (frame.type !== 'hello') return refuse(connection, 'protocol');
      noStranger();
      greet(frame).catch((error: unknown) => {
        log.error({ err: error }, 'stream: a hello could not be checked');
        socket.close(1011);
      });
    });

    async function greet(hello: ClientFrame & { type: 'hello' }): Promise<void> {
      if (hello.protocol !== PROTOCOL) return refuse(connection, 'protocol');
      await deps.ready;
      const session = await devices.verify(hello.token);
      if (!connection.outlet.open) return;
      if (!session) {
        return refuse(connection, attempts.failed(address) ? 'rate' : 'token');
      }
      if (closing) return bye(connection, 'shutdown');
      const { outlet } = connection;
      connection.member = hub.join({ ...session, outlet, cursor: hello.cursor, presence });
    }
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const path = request.url?.split('?', 1)[0];
    if (path !== STREAM_PATH) return reject(socket, '404 Not Found');
    if (!isAllowedOrigin(request.headers.origin)) return reject(socket, '403 Forbidden');
    if (closing || strangers >= MAX_STRANGERS) return reject(socket, '503 Service Unavailable');
    sockets.handleUpgrade(request, socket, head, accept);
  }

  return {
    attach: (server) => void server.on('upgrade', upgrade),
    revoke(deviceId) {
      for (const connection of connections) {
        if (connection.member?.deviceId === deviceId) bye(connection, 'revoked');
      }
    },
    slow(member) {
      for (const connection of connections) {
        if (connection.member === member) bye(connection, 'slow');
      }
    },
    async close(jitterMs) {
      closing = true;
      stopBeat();
      const gone = [...connections].map(
        (connection) =>
          new Promise<void>((resolve) => {
            connection.socket.on('close', () => resolve());
            clock.after(Math.random() * jitterMs, () => bye(connection, 'shutdown'));
          }),
      );
      await Promise.all(gone);
    },
  };
}

/** Browsers name the page or extension that connects; a web page has no business here. */
export function isAllowedOrigin(origin: string | undefined): boolean {
  return origin === undefined || /^(?:chrome|moz)-extension:\/\/[\w-]+$/.test(origin);
}

function readFrame(text: string): ClientFrame | undefined {
  try {
    const result = v.safeParse(clientFrameSchema, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}

function reject(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
