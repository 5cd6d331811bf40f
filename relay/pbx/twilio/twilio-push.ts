/** What Twilio and Telnyx have in common: two kinds of requests, read alike and answered alike. */
import type { Dialect, DialectContext, PushRequest, Received } from '../dialect.ts';
import { type Fields, readFields } from '../fields.ts';
import { ownUrl } from '../own-url.ts';
import { unreadable } from '../reading.ts';
import { acknowledged, type ContinueWith, twiml } from './twiml.ts';
import { legEvents } from './twilio-events.ts';
import { createLegReader } from './twilio-leg.ts';

/** `/voice` is asked what to do with a call, `/status` only told about it. */
const VOICE = '/voice';
const STATUS = '/status';
const RUNNING = new Set(['queued', 'initiated', 'ringing', 'in-progress']);

export function createTwilioPush(
  context: DialectContext,
  input: {
    goOn: ContinueWith | undefined;
    /** @returns a refusal, or undefined when the signature is right */
    check(request: PushRequest): Received | undefined;
  },
): Required<Pick<Dialect, 'receive' | 'answer'>> {
  const { connection, phone, markOurs } = context;
  const readLeg = createLegReader({ source: connection.id, phone, markOurs });

  return {
    async receive(request, at) {
      const refused = input.check(request);
      if (refused) return refused;
      const body = await readFields(request.query, request.contentType, request.body);
      if (!body) return unreadable('the body is neither a form nor JSON');
      const { fields, text } = body;
      if (request.rest === VOICE && !input.goOn) {
        // Refused, Twilio calls its fallback; answered with nothing, it would hang up.
        return unreadable(
          'the option continueWith is missing: the relay cannot say how calls go on',
        );
      }
      if (request.rest !== VOICE && asksForInstructions(fields)) {
        return unreadable('this address takes status callbacks only; a voice URL ends with /voice');
      }
      const leg = readLeg(fields, at);
      if (typeof leg === 'string') return unreadable(leg);
      return { ok: true, events: legEvents(leg), raw: text };
    },

    answer(verdict, request) {
      if (request.rest !== VOICE || !input.goOn) return acknowledged();
      return twiml(verdict, input.goOn, ownUrl(context, request, STATUS));
    },
  };
}

/** A voice URL is asked while the call runs; a status callback says so, or counts its events. */
function asksForInstructions(fields: Fields): boolean {
  return (
    !fields.has(['callbacksource', 'parentcallsid', 'sequencenumber']) &&
    RUNNING.has(fields.first(['callstatus'])?.trim().toLowerCase() ?? '')
  );
}
