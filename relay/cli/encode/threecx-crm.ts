/** A CRM template of 3CX: a lookup when it rings, a report when it is over, no answer. */
import { type Encoder, postForm } from './encoder.ts';

export const threecxCrmEncoder: Encoder = {
  dialect: 'threecx-crm',
  encode(step, { earlier, now }) {
    const { kind, direction, call } = step;
    if (direction === 'internal') return [];
    const out = direction === 'out';
    const number = out ? step.to : step.from;
    if (kind === 'new') {
      // Contacts are looked up for callers only.
      return out || number === undefined
        ? []
        : [{ ...postForm([['number', number]]), rest: '/lookup' }];
    }
    if (kind !== 'hangup' || number === undefined) return [];
    const agent = earlier.findLast((one) => one.call === call && one.people?.[0])?.people?.[0];
    const talkedMs = step.talkedMs ?? 0;
    const types = out ? ['Notanswered', 'Outbound'] : ['Missed', 'Inbound'];
    return [
      {
        ...postForm([
          ['CallType', types[talkedMs > 0 ? 1 : 0]],
          ['Number', number],
          ['Agent', agent?.extension],
          ['Duration', clock(talkedMs)],
          ['CallStartTimeUTC', new Date(now - talkedMs - 1_000).toISOString()],
        ]),
        rest: '/report',
      },
    ];
  },
};

function clock(ms: number): string {
  const total = Math.round(ms / 1000);
  const parts = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
