/**
 * Dialect `fritzbox`: the call monitor of an AVM FRITZ!Box, a line of text per event over TCP.
 * It sends nothing while nothing happens, knows no snapshot and repeats nothing.
 */
import * as v from 'valibot';
import type { PbxEvent } from '../../../lib/core/call.ts';
import { defineDialect, type Dialect, type DialectContext } from '../dialect.ts';
import { readSocket } from '../read-socket.ts';
import { createReceiptOrder } from '../receipt-order.ts';
import { openTcp } from '../tcp-connection.ts';
import { createLineReader } from './lines.ts';
import { readMonitorLine, stampTime } from './monitor-line.ts';
import { createMonitorTranslator } from './translator.ts';

const options = v.strictObject({
  /** Name or address of the box. */
  host: v.optional(
    v.pipe(
      v.string('must be a host name or an address, like fritz.box'),
      v.regex(/^[\w.:-]{1,253}$/, 'must be a host name or an address, like fritz.box'),
    ),
    'fritz.box',
  ),
  port: v.optional(
    v.pipe(
      v.number('must be a port number, like 1012'),
      v.integer('must be a port number, like 1012'),
      v.minValue(1, 'must be a port number, like 1012'),
      v.maxValue(65_535, 'must be a port number, like 1012'),
    ),
    1012,
  ),
});
type Options = v.InferOutput<typeof options>;

export const fritzbox = defineDialect<Options>({
  id: 'fritzbox',
  name: 'FRITZ!Box (call monitor)',
  connects: true,
  capabilities: {
    reject: false,
    setCallerId: false,
    dial: false,
    ringingTargets: false,
    queues: false,
    transfers: false,
    outgoingAnswer: true,
    snapshot: false,
  },
  options,
  shorthand(text) {
    const [, host, port] = /^(\[[^\]]+\]|[^:]*)(?::(\d{1,5}))?$/.exec(text.trim()) ?? [];
    const read = v.safeParse(options, {
      ...(host && { host: host.replace(/^\[|\]$/g, '') }),
      ...(port && { port: Number(port) }),
    });
    if (host === undefined || !read.success) return 'write fritzbox:fritz.box:1012';
    return { options: read.output };
  },
  create: createFritzbox,
});

function createFritzbox(context: DialectContext, { host, port }: Options): Dialect {
  const next = createReceiptOrder(context.clock);
  // Outlives the session: a call that was ringing when the line broke may end after it is back.
  const translator = createMonitorTranslator(context, host);

  return {
    async session({ signal, emit, ready, openCalls }) {
      const socket = await openTcp({ host, port }, signal);
      translator.adopt(await openCalls());
      await ready();
      const lines = createLineReader();
      await readSocket(socket, signal, async (chunk) => {
        const stored = lines(chunk).map(async (text) => {
          const line = readMonitorLine(text);
          const events = line ? translator.events(line, next()) : [];
          if (events.length > 0) await emit(events, text);
        });
        await Promise.all(stored);
      });
    },

    replay(recording) {
      const replayed = createMonitorTranslator(context, host);
      return recording.split(/\r?\n/).flatMap((text): PbxEvent[] => {
        const line = readMonitorLine(text);
        return line ? replayed.events(line, stampTime(line.stamp)) : [];
      });
    },
  };
}
