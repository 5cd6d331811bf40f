/** One connection to FreeSWITCH's event socket, from the password to its end. */
import type { Socket } from 'node:net';
import type { PbxEvent } from '../../../lib/core/call.ts';
import { type DialectContext, type LinkContext, LinkError } from '../dialect.ts';
import { readSocket } from '../read-socket.ts';
import { shortenId } from '../reading.ts';
import { staleRings } from '../stale-rings.ts';
import { openTcp } from '../tcp-connection.ts';
import { readEslEvent, SUBSCRIBE, type EslEvent } from './esl-event.ts';
import { createEslReader, type EslMessage } from './esl-reader.ts';
import { asEvents, readChannels } from './snapshot.ts';
import { createEslTranslator } from './translator.ts';

export interface EslAccess {
  host: string;
  port: number;
  password: string;
  trunks: readonly string[];
}

/** FreeSWITCH sends a heartbeat every 20 s; after so much silence it is asked. */
const QUIET_MS = 45_000;
/** More events while we log in than any switch has; then something is wrong. */
const MAX_EARLY = 20_000;

type Phase = 'greeting' | 'password' | 'subscribe' | 'snapshot' | 'up';

export async function eslSession(
  link: LinkContext,
  context: Pick<DialectContext, 'connection' | 'phone' | 'markOurs'>,
  access: EslAccess,
  next: () => number,
  quietMs = QUIET_MS,
): Promise<void> {
  const socket = await openTcp(access, link.signal);
  const translator = createEslTranslator(context, access.trunks);
  const read = createEslReader();
  const early: EslEvent[] = [];
  const storing: Promise<void>[] = [];
  let phase = 'greeting' as Phase;
  let over = false;

  async function tell(event: EslEvent): Promise<void> {
    const events = translator.events(event, next());
    if (events.length > 0) await link.emit(events, JSON.stringify(event));
  }

  async function rebuild(body: string): Promise<void> {
    const rows = readChannels(body);
    if (!rows) throw new LinkError('FreeSWITCH did not answer "show channels as json"');
    const open = await link.openCalls();
    const known = new Set(open.map(({ nativeId }) => nativeId));
    const state = asEvents(rows, known);
    await Promise.all(state.map(tell));
    const ringing = translator.ringing();
    const stopped = open.flatMap((call): PbxEvent[] => {
      const now = ringing.get(call.nativeId);
      const targets = now ? staleRings(call, now) : [];
      if (targets.length === 0) return [];
      const callId = call.nativeId;
      return [{ source: call.source, kind: 'stopRing', callId, at: next(), targets }];
    });
    if (stopped.length > 0) await link.emit(stopped, '');
    const running = state.flatMap((event) => event['Channel-Call-UUID'] ?? []);
    await link.ready([...new Set(running.map(shortenId))]);
    phase = 'up';
    await Promise.all(early.splice(0).map(tell));
  }

  async function onMessage(message: EslMessage): Promise<void> {
    const type = message.headers.get('content-type') ?? '';
    if (type === 'text/rude-rejection') {
      throw new LinkError(
        'FreeSWITCH refuses the address of the relay; allow it with apply-inbound-acl in event_socket.conf.xml',
        true,
      );
    }
    if (type === 'text/disconnect-notice') {
      // With `linger` the connection stays open for a while; there is nothing to wait for.
      over = true;
      socket.destroy();
      return;
    }
    if (type === 'text/event-json') {
      const event = readEslEvent(message.body);
      if (!event) return;
      const told = phase === 'up' ? tell(event) : undefined;
      if (told) storing.push(told);
      if (phase !== 'up' && early.push(event) > MAX_EARLY) {
        throw new LinkError('too many events while logging in');
      }
      return;
    }
    await onReply(type, message);
  }

  async function onReply(type: string, { headers, body }: EslMessage): Promise<void> {
    const reply = headers.get('reply-text') ?? '';
    if (phase === 'greeting' && type === 'auth/request') {
      phase = 'password';
      send(socket, `auth ${access.password}`);
    } else if (phase === 'password' && type === 'command/reply') {
      if (!reply.startsWith('+OK'))
        throw new LinkError('wrong password for the event socket', true);
      phase = 'subscribe';
      send(socket, `event json ${SUBSCRIBE}`);
    } else if (phase === 'subscribe' && type === 'command/reply') {
      if (!reply.startsWith('+OK'))
        throw new LinkError('FreeSWITCH does not send its events', true);
      phase = 'snapshot';
      send(socket, 'api show channels as json');
    } else if (phase === 'snapshot' && type === 'api/response') {
      await rebuild(body);
    }
  }

  const watch = watchSilence(socket, quietMs, () => phase === 'up' && send(socket, 'api status'));
  try {
    await readSocket(socket, link.signal, async (chunk) => {
      watch.heard();
      // One after the other: a snapshot must be done before the events behind it are told.
      for (const message of read(chunk)) await onMessage(message);
      await Promise.all(storing.splice(0));
    });
  } catch (error) {
    if (watch.gaveUp()) throw new LinkError('FreeSWITCH does not answer any more');
    if (!over) throw error;
  } finally {
    watch.stop();
    await Promise.allSettled(storing);
  }
  if (phase === 'greeting' && !link.signal.aborted) {
    throw new LinkError(
      'what answers there is no FreeSWITCH, or it refuses the address of the relay',
    );
  }
  if (phase === 'password' && !link.signal.aborted) {
    throw new LinkError('wrong password for the event socket', true);
  }
}

function send(socket: Socket, command: string): void {
  socket.write(`${command}\n\n`);
}

/** Asks after silence, and gives up when nothing comes of it. */
function watchSilence(socket: Socket, quietMs: number, ask: () => void) {
  let asked = false;
  let gaveUp = false;
  const timer = setInterval(() => {
    if (asked) {
      gaveUp = true;
      socket.destroy();
      return;
    }
    asked = true;
    ask();
  }, quietMs);
  timer.unref();
  return {
    heard() {
      asked = false;
      timer.refresh();
    },
    gaveUp: () => gaveUp,
    stop: () => clearInterval(timer),
  };
}
