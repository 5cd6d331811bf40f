/**
 * Dialect `yeastar`: webhooks of Yeastar's P-Series. Every push tells the whole state of a call.
 * Sources: Yeastar P-Series Developer Guide (events 30011, 30012, 30016; webhook settings).
 */
import * as v from 'valibot';
import type { PbxEvent } from '../../../lib/core/call.ts';
import { defineDialect, type Dialect, type DialectContext } from '../dialect.ts';
import { readNumber } from '../parties.ts';
import { shortenId, unreadable } from '../reading.ts';
import { forged, hmac, sameText, secretsOf, signingSecret, unsigned } from '../signature.ts';
import { callRecord, callState, readEnvelope } from './message.ts';
import { createPushOrder } from './push-order.ts';
import { recordEvents } from './record-events.ts';
import { stateEvents } from './state-events.ts';

const CALL_STATE = 30011;
const CALL_RECORD = 30012;
const CALL_REQUEST = 30016;
/** The guide names HMAC-SHA256 but no header; this one is from public code, not tried. */
const SIGNATURE = 'x-signature';

const options = v.strictObject(
  {
    signingSecret: v.optional(signingSecret),
    previousSigningSecret: v.optional(signingSecret),
  },
  'an object with "signingSecret" and "previousSigningSecret"',
);

export const yeastar = defineDialect({
  id: 'yeastar',
  name: 'Yeastar P-Series',
  capabilities: {
    reject: false,
    setCallerId: false,
    dial: false,
    ringingTargets: true,
    queues: true,
    transfers: false,
    outgoingAnswer: true,
    snapshot: false,
  },
  options,
  create: createYeastarDialect,
});

function createYeastarDialect(
  context: DialectContext,
  settings: v.InferOutput<typeof options>,
): Dialect {
  const { phone, markOurs, connection } = context;
  const order = createPushOrder();
  const secrets = secretsOf(settings.signingSecret, settings.previousSigningSecret);

  /** A blank stands for nothing. */
  function number(text: string | null | undefined) {
    return text ? markOurs(readNumber(text, phone)) : undefined;
  }

  function signed(given: string, body: Uint8Array): boolean {
    const tried = secrets.flatMap((secret) =>
      (['base64', 'hex'] as const).map((encoding) => hmac('sha256', secret, body, encoding)),
    );
    return tried.map((right) => sameText(given.trim(), right)).includes(true);
  }

  return {
    async receive(request, at) {
      if (secrets.length > 0) {
        const given = request.header(SIGNATURE);
        if (!given) return unsigned('X-Signature');
        if (!signed(given, request.body)) return forged();
      }
      const raw = new TextDecoder().decode(request.body);
      const envelope = readEnvelope(request.body);
      if (!envelope) return unreadable('the body is no JSON object with a number as "type"');
      const reading = (id: string) => ({
        source: connection.id,
        at,
        callId: shortenId(id),
        number,
      });
      const ok = (events: PbxEvent[]) => ({ ok: true as const, events, raw });
      if (envelope.type === CALL_STATE || envelope.type === CALL_REQUEST) {
        const state = v.safeParse(callState, envelope.msg);
        if (!state.success) return unreadable('"msg" is no call with "call_id" and "members"');
        if (order.isOld(state.output)) return ok([]);
        return ok(stateEvents(state.output, reading(state.output.call_id)));
      }
      if (envelope.type === CALL_RECORD) {
        const record = v.safeParse(callRecord, envelope.msg);
        if (!record.success) return unreadable('"msg" is no call record with "call_id"');
        order.isOver(record.output.call_id);
        return ok(recordEvents(record.output, reading(record.output.call_id)));
      }
      // Trunks, extensions, licences …: understood, and about no call.
      return ok([]);
    },

    /** Yeastar looks at the status only; a call is refused through its API. */
    answer: () => ({ contentType: 'application/json', body: '{}' }),
  };
}
