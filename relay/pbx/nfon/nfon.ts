/**
 * Dialect `nfon`: the CTI API of NFON (Cloudya), a stream of events over HTTPS. Read from NFON's
 * public description; not tried with a real account.
 */
import * as v from 'valibot';
import packageJson from '../../../package.json' with { type: 'json' };
import { defineDialect, type Dialect, type DialectContext } from '../dialect.ts';
import { createReceiptOrder } from '../receipt-order.ts';
import { createEventStreamReader } from './event-stream.ts';
import { nfonSession } from './session.ts';
import { createNfonTranslator } from './translator.ts';

const text = (what: string) => v.pipe(v.string(what), v.regex(/^[^\r\n]{1,200}$/, what));

const options = v.strictObject({
  username: text('must be the user name of the CTI API that NFON gave you'),
  password: text('must be the password of the CTI API that NFON gave you'),
  account: v.pipe(
    v.string('must be your K-account, like K1234'),
    v.regex(/^[\w-]{1,40}$/, 'must be your K-account, like K1234'),
  ),
  url: v.optional(
    v.pipe(
      v.string('must be an address that begins with https://'),
      v.regex(/^https?:\/\/[^\s?#]+$/, 'must be an address that begins with https://'),
      v.transform((url) => url.replace(/\/+$/, '')),
    ),
    'https://providersupportdata.cloud-cfg.com/v1',
  ),
});
type Options = v.InferOutput<typeof options>;

export const nfon = defineDialect<Options>({
  id: 'nfon',
  name: 'NFON, Cloudya (CTI API)',
  connects: true,
  capabilities: {
    reject: false,
    setCallerId: false,
    dial: false,
    ringingTargets: true,
    queues: false,
    transfers: false,
    outgoingAnswer: true,
    snapshot: false,
  },
  options,
  shorthand(written) {
    const [account, username, ...rest] = written.trim().split(':');
    const read = v.safeParse(options, { account, username, password: rest.join(':') });
    return read.success ? { options: read.output } : 'write nfon:K1234:USERNAME:PASSWORD';
  },
  create: createNfon,
});

function createNfon(context: DialectContext, { account, ...given }: Options): Dialect {
  const next = createReceiptOrder(context.clock);
  // Outlives the session: nothing is repeated, so what was known stays known.
  const translator = createNfonTranslator(context);
  const access = { ...given, userAgent: `Offhook/${packageJson.version} (${account})` };
  return {
    session: (link) => nfonSession(link, { access, translator, next }),

    /** The text of an event stream. */
    replay(recording) {
      const replayed = createNfonTranslator(context);
      const order = createReceiptOrder(context.clock);
      const data = createEventStreamReader()(Buffer.from(`${recording}\n\n`));
      return data.flatMap((one) => replayed.events(one, order()));
    },
  };
}
