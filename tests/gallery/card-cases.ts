/** Every state of the card, by name. */
import type { CardView } from '../../lib/core/card.ts';
import {
  abroad,
  ended,
  IDA,
  internal,
  missed,
  nobody,
  NOW,
  SHARED,
  sampleCard,
  talking,
  TICKETS,
  unchosen,
  withheld,
} from './sample-cards.ts';

const LONG = 'Wolfeschlegelsteinhausenbergerdorff von Hohenzollern-Sigmaringen und zu Pfeffersack';
const NOTE = 'Hook stops at 2 m, only with the long sling. Wants a technician before Friday.';

export const cardCases: Record<string, CardView> = {
  'first frame': unchosen(sampleCard({ identity: 'looking', people: [], groups: [] })),
  'name known, tickets follow': { ...unchosen(sampleCard()), chosen: IDA.userId },
  ringing: sampleCard(
    {},
    { line: { number: '1', label: 'Support', greeting: 'Offhook support, good morning' } },
  ),
  'no open tickets': sampleCard({ tickets: [] }),
  'several people': unchosen(sampleCard({ people: SHARED })),
  unknown: unchosen(sampleCard(nobody, { remote: abroad })),
  'name from the telephone': unchosen(
    sampleCard(nobody, { remote: { ...abroad, name: 'ATELIER DUPONT' } }),
  ),
  withheld: unchosen(sampleCard({ ...nobody, identity: 'withheld' }, { remote: withheld })),
  'you call': sampleCard({}, { direction: 'out', ringing: [] }),
  talking: sampleCard({}, talking),
  'talking, handed over, note': sampleCard(
    { note: { text: NOTE, internal: true, status: 'draft', keptAt: NOW - 9_000 } },
    { ...talking, transferredFrom: { agent: 'Anna', talkedMs: 130_000 } },
  ),
  'note waits': sampleCard(
    {
      note: { text: NOTE, internal: true, status: 'waiting', keptAt: NOW },
      problems: ['zammad/unreachable'],
    },
    ended,
  ),
  'note refused': sampleCard(
    { note: { text: NOTE, internal: false, status: 'refused', problem: 'Group is not active.' } },
    ended,
  ),
  'note sent': sampleCard(
    { note: { text: NOTE, internal: true, status: 'sent', ticket: { id: 2, number: '39002' } } },
    ended,
  ),
  'answered by a colleague': sampleCard({}, { ...talking, mine: false }),
  'offered by a colleague': sampleCard(
    {},
    { mine: false, ringing: ['Ben'], transferredFrom: { agent: 'Anna', talkedMs: 130_000 } },
  ),
  'handed to a colleague': sampleCard(
    { note: { text: NOTE, internal: true, status: 'draft', keptAt: NOW - 9_000 } },
    { ...ended, answeredBy: 'Ben', transferredTo: { agent: 'Ben Brückner' } },
  ),
  'handed over, nobody knows to whom': sampleCard({}, { ...ended, transferredTo: {} }),
  'sent on to somebody outside': sampleCard(
    {},
    { ...talking, mine: false, answeredBy: undefined, forwarded: true },
  ),
  missed: sampleCard({}, missed),
  'a mailbox took it': sampleCard(
    {},
    { ...talking, mine: false, answeredBy: undefined, voicemail: true },
  ),
  voicemail: sampleCard({}, { ...missed, voicemail: true }),
  'waits in a queue': sampleCard({}, { state: 'queued', queue: 'Waiting room', ringing: [] }),
  'rings at others now': sampleCard(
    {},
    { state: 'queued', queue: 'Waiting room', ringing: ['Ben', 'Carla'] },
  ),
  'a colleague calls': unchosen(
    sampleCard(nobody, { ...internal, mine: false, ringing: ['Anna'] }),
  ),
  'you call a colleague': unchosen(sampleCard(nobody, { ...internal, ringing: ['Ben Brückner'] })),
  'talking with a colleague': unchosen(
    sampleCard(nobody, { ...internal, ...talking, direction: 'internal' }),
  ),
  'Zammad unreachable': unchosen(
    sampleCard({
      identity: 'unavailable',
      people: [],
      groups: [],
      problems: ['zammad/unreachable'],
    }),
  ),
  'long words': sampleCard(
    {
      people: [{ ...IDA, name: LONG, organization: LONG, reason: { kind: 'organization' } }],
      tickets: [
        { ...TICKETS[0]!, title: LONG, escalationAt: NOW - 90 * 60_000, owner: LONG },
        TICKETS[1]!,
      ],
    },
    { line: { number: '1', label: LONG } },
  ),
  'hostile text': sampleCard({
    people: [
      { ...IDA, name: '<img src=x onerror=alert(1)>', organization: '‮"><script>x</script>' },
    ],
    tickets: [{ ...TICKETS[0]!, title: '<b>bold</b> {{7*7}}' }],
  }),
};

/** The tray with several calls. */
export function trayOf(count: number): CardView[] {
  const own = sampleCard({}, { ...talking, id: 'own' });
  const others = Array.from({ length: count - 1 }, (_, index) =>
    unchosen(
      sampleCard(nobody, {
        id: `call-${index}`,
        remote: { ...abroad, display: `+33 1 40 00 00 ${10 + index}` },
        startedAt: NOW - index * 4_000,
        ...(index > 2 ? missed : {}),
      }),
    ),
  );
  return [own, ...others];
}
