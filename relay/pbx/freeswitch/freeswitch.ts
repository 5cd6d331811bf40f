/**
 * Dialect `freeswitch`: FreeSWITCH's event socket (mod_event_socket, "inbound" in its words: we
 * connect). FusionPBX is a FreeSWITCH. Read from the documentation; not tried on a running one.
 */
import * as v from 'valibot';
import type { PbxEvent } from '../../../lib/core/call.ts';
import { defineDialect, type Dialect, type DialectContext } from '../dialect.ts';
import { createReceiptOrder } from '../receipt-order.ts';
import { readEslEvent } from './esl-event.ts';
import { eslSession } from './session.ts';
import { createEslTranslator } from './translator.ts';

const PORT = 'must be a port number, like 8021';

const options = v.strictObject({
  host: v.optional(
    v.pipe(
      v.string('must be a host name or an address'),
      v.regex(/^[\w.:-]{1,253}$/, 'must be a host name or an address'),
    ),
    '127.0.0.1',
  ),
  port: v.optional(
    v.pipe(v.number(PORT), v.integer(PORT), v.minValue(1, PORT), v.maxValue(65_535, PORT)),
    8021,
  ),
  password: v.pipe(
    v.string('is missing: the password in event_socket.conf.xml'),
    v.regex(/^[^\r\n]{1,200}$/, 'must be 1 to 200 characters in one line'),
  ),
  /** Beginnings of the names of channels that lead outside, where FreeSWITCH does not say so. */
  trunks: v.optional(
    v.array(
      v.pipe(
        v.string('must be the beginning of a channel name, like sofia/external/'),
        v.minLength(3, 'must be the beginning of a channel name, like sofia/external/'),
      ),
      'must be a list like ["sofia/external/"]',
    ),
    [],
  ),
});
type Options = v.InferOutput<typeof options>;

export const freeswitch = defineDialect<Options>({
  id: 'freeswitch',
  name: 'FreeSWITCH, FusionPBX (event socket)',
  connects: true,
  capabilities: {
    reject: false,
    setCallerId: false,
    dial: false,
    ringingTargets: true,
    queues: true,
    transfers: true,
    outgoingAnswer: true,
    snapshot: true,
  },
  options,
  shorthand(text) {
    // The password may hold any sign; the last @ parts it from the host.
    const [, password, host, port] = /^(.+)@([^@:]+)(?::(\d{1,5}))?$/.exec(text.trim()) ?? [];
    const read = v.safeParse(options, { password, host, ...(port && { port: Number(port) }) });
    return read.success ? { options: read.output } : 'write freeswitch:PASSWORD@host:8021';
  },
  create: createFreeswitch,
});

function createFreeswitch(context: DialectContext, access: Options): Dialect {
  const next = createReceiptOrder(context.clock);
  return {
    session: (link) => eslSession(link, context, access, next),

    /** Events as JSON, one per line, as `fs_cli` or another client of the socket writes them. */
    replay(recording) {
      const translator = createEslTranslator(context, access.trunks);
      let last = 0;
      return recording.split(/\r?\n/).flatMap((line): PbxEvent[] => {
        const event = readEslEvent(line);
        if (!event) return [];
        const said = Math.floor(Number(event['Event-Date-Timestamp']) / 1000);
        last = Number.isFinite(said) && said > last ? said : last + 1;
        return translator.events(event, last);
      });
    },
  };
}
