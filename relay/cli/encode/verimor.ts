/** Verimor's event notifications: one for each extension that rings. */
import type { Member } from '../scenarios/step.ts';
import { type Encoder, postForm, seconds } from './encoder.ts';

const EVENTS = {
  new: 'ringing',
  ring: 'ringing',
  stopRing: 'user_hangup',
  answer: 'answer',
  hangup: 'hangup',
} as const;
const WAYS = { in: 'inbound', out: 'outbound', internal: 'internal' } as const;
const CAUSES: Record<string, string> = {
  normalClearing: 'NORMAL_CLEARING',
  busy: 'USER_BUSY',
  cancel: 'ORIGINATOR_CANCEL',
  noAnswer: 'NO_ANSWER',
  congestion: 'NORMAL_CIRCUIT_CONGESTION',
  notFound: 'UNALLOCATED_NUMBER',
  forwarded: 'BLIND_TRANSFER',
};

export const verimorEncoder: Encoder = {
  dialect: 'verimor',
  encode(step, { id }) {
    const { kind, people = [], direction, cause } = step;
    if (kind === 'transfer') return [];
    const ended = kind === 'hangup';
    const taken = kind === 'answer' && direction !== 'out';
    const phones: (Member | undefined)[] = ended || people.length === 0 ? [undefined] : [...people];
    return phones.map((phone) =>
      postForm([
        ['domain_id', '101'],
        ['call_uuid', id(step.call)],
        ['event_type', EVENTS[kind]],
        ['direction', direction && WAYS[direction]],
        ['caller_id_number', step.from === 'anonymous' ? '' : step.from],
        ['destination_number', step.to],
        ['dialed_user', direction === 'out' ? undefined : phone?.extension],
        ['connected_user', taken ? phone?.extension : undefined],
        ['queue', step.queue],
        ['hangup_cause', ended ? (CAUSES[cause ?? ''] ?? cause) : undefined],
        ['duration', ended ? seconds(step.talkedMs) : undefined],
        ['answered', ended ? String((step.talkedMs ?? 0) > 0) : undefined],
      ]),
    );
  },
};
