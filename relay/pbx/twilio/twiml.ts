/**
 * What Twilio (and Telnyx, in TeXML) is told. A status callback listens to nothing; a voice URL
 * obeys: an answer without a verb ends the call. So the relay answers a voice URL only when it was
 * told how calls go on. Sources: Twilio's TwiML reference (Your response, Dial, Redirect, Reject).
 */
import * as v from 'valibot';
import type { Verdict } from '../../../lib/core/call.ts';
import type { PushAnswer } from '../dialect.ts';
import { element, type Xml, xmlAnswer } from '../xml.ts';

const MAX_TARGETS = 10;

/** Somebody else's instructions; never ours, Twilio would ask in circles. */
const instructions = v.pipe(
  v.string('must be a text'),
  v.trim(),
  v.check(isWebAddress, 'must be an address that begins with https:// or http://'),
);
const target = v.pipe(
  v.string('must be a text'),
  v.trim(),
  v.regex(
    /^(?:\+\d{5,15}|client:[\w.@+-]{1,120}|sips?:[\w.+-]{1,80}@[\w.:-]{1,120})$/,
    'must be a number like +493023125000, client:NAME or sip:USER@HOST',
  ),
);
const shownNumber = v.pipe(
  v.string('must be a text'),
  v.trim(),
  v.regex(/^\+\d{5,15}$/, 'must be a number like +493023125000'),
);

export const continueWith = v.union(
  [
    v.strictObject({ redirectUrl: instructions }),
    v.strictObject({
      dial: v.pipe(
        v.array(target),
        v.minLength(1, 'must name at least one target'),
        v.maxLength(MAX_TARGETS, 'must be at most ten: more cannot ring at once'),
      ),
      timeoutSeconds: v.optional(
        v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(600, 'must be 5 to 600')),
      ),
      callerId: v.optional(shownNumber),
    }),
  ],
  'must be {"redirectUrl": "https://…"} or {"dial": ["+493023125000"]}',
);
export type ContinueWith = v.InferOutput<typeof continueWith>;

/** To a status callback: valid TwiML, which Twilio asks for (warning 15003) and does not obey. */
export function acknowledged(): PushAnswer {
  return document([]);
}

/** @param statusUrl where the legs of `<Dial>` report to */
export function twiml(verdict: Verdict, goOn: ContinueWith, statusUrl: string): PushAnswer {
  return document([verb(verdict, goOn, statusUrl)]);
}

function document(verbs: readonly Xml[]): PushAnswer {
  const { body } = xmlAnswer(element('Response', {}, verbs));
  return { contentType: 'text/xml; charset=UTF-8', body };
}

function verb(verdict: Verdict, goOn: ContinueWith, statusUrl: string): Xml {
  if (verdict.action === 'reject') return element('Reject', { reason: verdict.reason });
  if (verdict.action === 'dial') {
    const callerId = withPlus(verdict.callerId);
    // With any other caller id (`anonymous`, a typo) Twilio would not dial: error 13214.
    if (/^\+\d{7,15}$/.test(callerId)) {
      return element('Dial', { callerId }, [noun(withPlus(verdict.number), statusUrl)]);
    }
  }
  if ('redirectUrl' in goOn) return element('Redirect', { method: 'POST' }, [goOn.redirectUrl]);
  const { dial, timeoutSeconds, callerId } = goOn;
  const timeout = timeoutSeconds === undefined ? undefined : String(timeoutSeconds);
  return element(
    'Dial',
    { timeout, callerId },
    dial.map((one) => noun(one, statusUrl)),
  );
}

function noun(who: string, statusUrl: string): Xml {
  const callback = {
    statusCallback: statusUrl,
    statusCallbackEvent: 'initiated ringing answered completed',
  };
  if (who.startsWith('client:')) {
    return element('Client', callback, [who.slice('client:'.length)]);
  }
  return element(who.startsWith('sip') ? 'Sip' : 'Number', callback, [who]);
}

/** Verdicts carry E.164 digits; Twilio wants the plus. What is no such number stays as it is. */
function withPlus(number: string): string {
  return /^\d{7,15}$/.test(number) && !number.startsWith('0') ? `+${number}` : number;
}

function isWebAddress(text: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}
