/** Every state of the card, by name. */
import type { CardView } from '../../lib/core/card.ts';
import {
  abroad,
  ended,
  GUESSES,
  IDA,
  internal,
  missed,
  nobody,
  NOW,
  ofOrganization,
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
  'abroad, at night, in a queue, another language': sampleCard(
    { zone: 'America/Los_Angeles', earlier: { calls: 3 } },
    {
      queue: 'Waiting room',
      line: {
        number: '1',
        label: 'Support',
        language: 'fr',
        greeting: 'Offhook, bonjour',
      },
    },
  ),
  'abroad by day, talking': sampleCard(
    { zone: 'Europe/Lisbon' },
    { ...talking, queue: 'Waiting room', line: { number: '1', label: 'Support', language: 'en' } },
  ),
  'ready to open': sampleCard({ offer: { what: 'profile', until: NOW + 52_000 } }, talking),
  'ready to open, a ticket': sampleCard(
    { offer: { what: 'latest-ticket', until: NOW + 9_000 } },
    talking,
  ),
  'ready to open, a new ticket': sampleCard(
    { offer: { what: 'new-ticket', until: NOW + 31_000 } },
    talking,
  ),
  'ready to open, an address': sampleCard({ offer: { what: 'url', until: NOW + 60_000 } }, talking),
  'no open tickets': sampleCard({ tickets: [] }),
  'only closed tickets': sampleCard({ tickets: [TICKETS[3]!] }),
  'with a picture, no organisation': sampleCard({
    people: [
      {
        userId: 9,
        name: 'Ida Plus',
        email: 'ida@kranbau.example',
        image: 'idaspicture',
        vip: false,
        reason: { kind: 'exact', detail: 'telefon_werk' },
      },
    ],
  }),
  'nothing known but the name': sampleCard({
    people: [{ userId: 9, name: 'Ida Plus', vip: false, reason: { kind: 'lastDigits' } }],
    tickets: [],
  }),
  'several people': unchosen(sampleCard({ people: SHARED })),
  'guesses, one organisation': unchosen(sampleCard({ people: GUESSES.slice(0, 2) })),
  'guesses of every kind': unchosen(sampleCard({ people: GUESSES })),
  'the organisation’s number': unchosen(sampleCard(nobody, { remote: ofOrganization })),
  unknown: unchosen(sampleCard(nobody, { remote: abroad })),
  'unknown, called before': unchosen(
    sampleCard({ ...nobody, earlier: { calls: 3 } }, { remote: abroad }),
  ),
  'unknown, talking': unchosen(sampleCard(nobody, { ...talking, remote: abroad })),
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
  'handed over with a draft': sampleCard(
    {},
    {
      ...talking,
      transferredFrom: {
        agent: 'Anna',
        talkedMs: 130_000,
        draft: 'Sling torn at 2 m.\nWants a new one before Friday, order number 4711.',
      },
    },
  ),
  'wrap-up': sampleCard(
    {
      note: {
        text: NOTE,
        internal: true,
        status: 'draft',
        keptAt: NOW - 9_000,
        minutes: 5,
        outcome: 'Order',
        followUpAt: NOW + 86_400_000,
      },
    },
    ended,
  ),
  'note to be assigned': unchosen(
    sampleCard(
      { ...nobody, note: { text: NOTE, internal: true, status: 'parked', keptAt: NOW } },
      { ...ended, remote: abroad },
    ),
  ),
  'note on its way': sampleCard(
    { note: { text: NOTE, internal: true, status: 'sending', keptAt: NOW } },
    ended,
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
  'note sent, may be changed': sampleCard(
    {
      note: {
        text: NOTE,
        internal: true,
        status: 'sent',
        ticket: { id: 2, number: '39002' },
        editableUntil: NOW + 240_000,
      },
    },
    ended,
  ),
  'note sent, parts missing': sampleCard(
    {
      note: {
        text: NOTE,
        internal: true,
        status: 'sent',
        ticket: { id: 2, number: '39002' },
        missing: ['tags', 'followUp'],
      },
    },
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
  'right to left': sampleCard(
    {
      people: [{ ...IDA, name: 'مريم الحسيني', organization: 'شركة الرافعات الشمالية' }],
      tickets: [{ ...TICKETS[0]!, title: 'الخطاف لا يرفع 2 متر' }],
    },
    { line: { number: '1', label: 'Support', greeting: 'صباح الخير' } },
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
