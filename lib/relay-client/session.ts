/**
 * One agent's live connection to the relay: hello with cursor, welcome, calls, gap, beats; comes
 * back by itself after every kind of end but a refusal. Sockets, clock and keep-alive are arguments.
 */
import * as v from 'valibot';
import type { AgentCall } from '../core/agent-call.ts';
import {
  type Agent,
  BEAT_MS,
  type ClientFrame,
  HELLO_TIMEOUT_MS,
  PROTOCOL,
  type RelayFrame,
  relayFrameSchema,
} from '../protocol/frames.ts';
import { backoffMs } from './backoff.ts';

/** Nothing heard for two beats and some: the line is dead, whatever the socket says. */
export const SILENCE_MS = 2 * BEAT_MS + 5_000;

/** The part of `WebSocket` used here; the browser's and `ws`'s both fit. */
export interface Socket {
  send: (data: string) => void;
  close(): void;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
}

export type SessionState =
  | { name: 'connecting' }
  | { name: 'live'; agent: Agent }
  /** Will be tried again. `reason`: `unreachable`, `silent`, or what the relay said in `bye`. */
  | { name: 'offline'; reason: string }
  /** Will not be tried again: the relay does not want this device or this version. */
  | { name: 'refused'; reason: 'protocol' | 'token' | 'revoked' };

export interface SessionDeps {
  /** Address of the relay (`http…` or `https…`). */
  url: string;
  token: string;
  openSocket: (url: string) => Socket;
  /** Position after the last call that was kept; undefined: start from now. */
  cursor(): string | undefined;
  onState(state: SessionState): void;
  /** `fresh`: no cursor was sent, so what runs already must be fetched. */
  onWelcome: (about: { agent: Agent; cursor: string; fresh: boolean; serverAt: number }) => void;
  onCall: (call: AgentCall, about: { cursor: string; lead: boolean }) => void;
  /** Nothing before this position is missing; keep it, so that a quiet agent resumes cheaply. */
  onCursor(cursor: string): void;
  /** Calls were missed for good: fetch the present state. */
  onGap(): void;
  /** What the relay presets for this agent; unchecked. */
  onConfig?: ((config: Record<string, unknown>) => void) | undefined;
  /** The missed board is not what it was. */
  onBoard?: (() => void) | undefined;
  /** Called for each sign of life, so that the browser keeps the background running. */
  keepAlive(): void;
  random(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

/** What is told of this device; repeated after each welcome. */
export type Presence = Omit<Extract<ClientFrame, { type: 'presence' }>, 'type'>;

export type RelaySession = ReturnType<typeof createRelaySession>;

export function createRelaySession(deps: SessionDeps) {
  let socket: Socket | undefined;
  let state: SessionState = { name: 'offline', reason: 'stopped' };
  let stopped = true;
  let attempt = 0;
  let fresh = false;
  let retryTimer: unknown;
  let watchTimer: unknown;
  let presence: Presence | undefined;

  function enter(next: SessionState): void {
    state = next;
    deps.onState(next);
  }

  function send(frame: ClientFrame): void {
    socket?.send(JSON.stringify(frame));
  }

  function watch(ms: number): void {
    deps.clearTimeout(watchTimer);
    watchTimer = deps.setTimeout(() => drop('silent'), ms);
  }

  /** Lets go of the socket; a late event of it means nothing any more. */
  function letGo(): void {
    deps.clearTimeout(watchTimer);
    deps.clearTimeout(retryTimer);
    const old = socket;
    socket = undefined;
    if (!old) return;
    old.onopen = old.onmessage = old.onclose = null;
    // Closing a socket that never opened is an error event in `ws`; nobody listens for it then.
    old.onerror = () => {};
    old.close();
  }

  function drop(reason: string): void {
    letGo();
    if (stopped) return;
    enter({ name: 'offline', reason });
    retryTimer = deps.setTimeout(connect, backoffMs(attempt++, deps.random()));
  }

  function refuse(reason: 'protocol' | 'token' | 'revoked'): void {
    letGo();
    stopped = true;
    enter({ name: 'refused', reason });
  }

  function connect(): void {
    letGo();
    enter({ name: 'connecting' });
    let opened: Socket;
    try {
      opened = deps.openSocket(streamUrl(deps.url));
    } catch {
      return drop('unreachable');
    }
    socket = opened;
    watch(HELLO_TIMEOUT_MS * 2);
    opened.onopen = () => {
      const cursor = deps.cursor();
      fresh = cursor === undefined;
      send({
        type: 'hello',
        protocol: PROTOCOL,
        token: deps.token,
        ...(cursor === undefined ? {} : { cursor }),
      });
    };
    opened.onmessage = (event: { data: unknown }) => {
      const frame = readFrame(event.data);
      // A frame of tomorrow's relay is skipped; it still is a sign of life.
      if (frame) receive(frame);
      if (socket !== opened) return;
      if (state.name === 'live') watch(SILENCE_MS);
      deps.keepAlive();
    };
    opened.onclose = () => drop('unreachable');
    opened.onerror = () => drop('unreachable');
  }

  function receive(frame: RelayFrame): void {
    switch (frame.type) {
      case 'welcome':
        attempt = 0;
        enter({ name: 'live', agent: frame.agent });
        if (presence) send({ type: 'presence', ...presence });
        return deps.onWelcome({
          agent: frame.agent,
          cursor: frame.cursor,
          fresh,
          serverAt: frame.serverAt,
        });
      case 'call':
        return deps.onCall(frame.call, { cursor: frame.cursor, lead: frame.lead });
      case 'gap':
        return deps.onGap();
      case 'refused':
        return frame.reason === 'rate' ? drop('rate') : refuse(frame.reason);
      case 'bye':
        return frame.reason === 'revoked' ? refuse('revoked') : drop(frame.reason);
      case 'beat':
        if (frame.cursor !== undefined) deps.onCursor(frame.cursor);
        return;
      case 'config':
        return deps.onConfig?.(frame.config);
      case 'board':
        return deps.onBoard?.();
    }
  }

  return {
    state: (): SessionState => state,
    start(): void {
      if (!stopped) return;
      stopped = false;
      attempt = 0;
      connect();
    },
    stop(): void {
      if (stopped) return;
      stopped = true;
      letGo();
      enter({ name: 'offline', reason: 'stopped' });
    },
    /** The network or the browser came back: try at once instead of waiting out the pause. */
    hint(): void {
      if (!stopped && state.name === 'offline') connect();
    },
    presence(now: Presence): void {
      presence = now;
      if (state.name === 'live') send({ type: 'presence', ...now });
    },
  };
}

/** `https://relay` → `wss://relay/v1/stream`. The token never stands in an address. */
export function streamUrl(url: string): string {
  return `${url.replace(/\/+$/, '').replace(/^http/, 'ws')}/v1/stream`;
}

function readFrame(data: unknown): RelayFrame | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const parsed = v.safeParse(relayFrameSchema, JSON.parse(data));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
