/** Placetel's Notify API: who rings is never told, nor that an outgoing call was answered. */
import { PLACETEL_SIGNATURE, signPlacetel } from '../../pbx/placetel/placetel-signature.ts';
import type { Step } from '../scenarios/step.ts';
import { type Encoder, optionText, postForm, seconds } from './encoder.ts';

export const placetelEncoder: Encoder = {
  dialect: 'placetel',
  encode(step, { id, options }) {
    const out = step.direction === 'out' || step.direction === 'internal';
    const event = eventOf(step, out);
    if (event === undefined) return [];
    const [person] = step.people ?? [];
    const named = event === 'OutgoingCall' || event === 'CallAccepted';
    const ended = event === 'HungUp';
    const request = postForm([
      ['event', event],
      ['call_id', id(step.call)],
      ['direction', step.direction && (out ? 'out' : 'in')],
      ['from', step.from],
      ['to', step.to],
      ['peer', named && person ? `${person.extension}@fpbx.de` : undefined],
      ['type', ended ? typeOf(step, out) : undefined],
      ['duration', ended ? seconds(step.talkedMs) : undefined],
    ]);
    const secret = optionText(options, 'signingSecret');
    const headers = secret && { [PLACETEL_SIGNATURE]: signPlacetel(secret, request.body) };
    return [{ ...request, ...(headers && { headers }) }];
  },
};

function eventOf({ kind, mailbox }: Step, out: boolean): string | undefined {
  if (kind === 'new') return out ? 'OutgoingCall' : 'IncomingCall';
  if (kind === 'answer') return out || mailbox ? undefined : 'CallAccepted';
  return kind === 'hangup' ? 'HungUp' : undefined;
}

/** Placetel's word for what became of the call. */
function typeOf({ cause, talkedMs = 0, mailbox }: Step, out: boolean): string | undefined {
  if (mailbox) return 'voicemail';
  if (talkedMs > 0) return 'accepted';
  if (!out) return 'missed';
  const types: Record<string, string> = {
    busy: 'busy',
    cancel: 'canceled',
    noAnswer: 'canceled',
    notFound: 'unavailable',
    congestion: 'congestion',
  };
  return types[cause ?? ''] ?? cause;
}
