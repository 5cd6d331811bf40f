import type { BrowserKept, PrivacyEnd, PrivacyKind } from '../../core/privacy.ts';

const many = (one: string, more: string) => (count: number) =>
  count === 1 ? `1 ${one}` : `${count} ${more}`;

const kind: Record<PrivacyKind, (count: number) => string> = {
  calls: many('call', 'calls'),
  events: many(
    'entry of the journal, with the raw text of the telephone system',
    'entries of the journal, with the raw text of the telephone system',
  ),
  notes: many('note about a call', 'notes about calls'),
  drafts: many('note being written', 'notes being written'),
  history: many('call in the search of the history', 'calls in the search of the history'),
  directory: many('person in the directory', 'people in the directory'),
  organizations: many('organisation in the directory', 'organisations in the directory'),
  learned: many('person learned from look-ups', 'people learned from look-ups'),
  picks: many('person chosen by the team', 'people chosen by the team'),
  exclusions: many('person ruled out by the team', 'people ruled out by the team'),
  claims: many('claim to call back', 'claims to call back'),
  forwardsWaiting: many('report that waits for Zammad', 'reports that wait for Zammad'),
  forwards: many('report that was sent to Zammad', 'reports that were sent to Zammad'),
  contactLinks: many('contact of the telephone system', 'contacts of the telephone system'),
  bridge: many('entry of the sipgate bridge', 'entries of the sipgate bridge'),
  refused: many(
    'refused report of the telephone system',
    'refused reports of the telephone system',
  ),
  audit: many('entry of the audit log', 'entries of the audit log'),
  leftOut: many('record left out since an erasure', 'records left out since an erasure'),
};
const end: Record<PrivacyEnd, string> = {
  retention: 'goes by itself',
  zammad: 'until it is changed in Zammad',
  telephone: 'as long as the contact is there',
  soon: 'gone within a day',
};
const kept: Record<keyof BrowserKept, (count: number) => string> = {
  cards: many('card, until the browser is closed', 'cards, until the browser is closed'),
  drafts: many('note being written or put aside', 'notes being written or put aside'),
  outbox: many('note on its way to Zammad', 'notes on their way to Zammad'),
  memory: many(
    'finding about the number that the relay has not been told yet',
    'findings about the number that the relay has not been told yet',
  ),
};

export const privacy = {
  intro:
    'What is stored about a telephone number, and for how long. In Zammad itself, look there: this is about Offhook.',
  number: 'Telephone number',
  look: 'What is stored?',
  looking: 'Looking …',
  relay: (number: string) => `The relay stores about ${number}`,
  browser: 'This browser stores',
  nothing: 'Nothing.',
  nothingSeen: 'Nothing that you may see.',
  days: (days: number) => `Calls and everything with them go by themselves after ${days} days.`,
  more: 'There are more calls than were counted.',
  span: (first: string, last: string) => (first === last ? first : `${first} to ${last}`),
  gone: (day: string) => `gone by ${day}`,
  agentOnly:
    'You see what you may see anyway. Export and erasure are for those whom the administrator has named for it.',
  running: 'A call with this number is going on. It can be erased when the call is over.',
  kind,
  end,
  kept,
  export: 'Export everything',
  exported: (name: string) => `Saved as ${name}.`,
  erase: 'Erase …',
  sure: (number: string) =>
    `Erase everything about ${number}? Calls stay in count, time and outcome, without name and number. Notes and drafts are lost. There is no way back.`,
  eraseSure: 'Erase for good',
  cancel: 'Cancel',
  erasing: 'Erasing …',
  erased: 'Erased at the relay and in this browser.',
  erasingOn: 'The relay has begun to erase and goes on by itself. Look again in a few minutes.',
  left: (count: number) =>
    count === 1
      ? 'One note may be in Zammad already; it leaves this browser by itself.'
      : `${count} notes may be in Zammad already; they leave this browser by themselves.`,
  sources:
    'What Zammad and the telephone system store stays there: erase it there, too, or it comes back with their next change.',
  problem: {
    'dial/unreadable':
      'This is not a telephone number. Write it with country code, e.g. +49 30 609854180.',
    'privacy/officer': 'Only those whom the administrator named may do this. Ask one of them.',
    'privacy/running': 'A call with this number is going on. Erase it when the call is over.',
    'relay/not-found':
      'The relay is older than this extension and cannot tell. Ask your administrator.',
  },
};
