import type { OpenWhat, OpenerView } from '../../core/settings.ts';

const what: Record<OpenWhat, string> = {
  nothing: 'Nothing',
  profile: 'Profile',
  'latest-ticket': 'Most urgent open ticket',
  recent: 'Profile or new ticket',
  'new-ticket': 'New ticket',
  url: 'Web address',
};

const why: Record<OpenerView['why'], string> = {
  'relay-tells-zammad':
    'Zammad opens a screen itself when you answer, so Offhook does not. Your administrator can change that in the relay.',
  'zammad-desktop':
    'Zammad’s desktop interface opens a screen itself when you answer, so Offhook does not.',
  rules: 'Offhook opens what the rules below say. Zammad opens nothing by itself.',
  off: 'Nothing opens when you answer: the rules below say so.',
};

export const opening = {
  title: 'Opening',
  who: 'Who opens when you answer',
  why,
  what,
  preset: 'Rule',
  presets: {
    zammad: 'Like Zammad: profile or new ticket, on answering',
    card: 'Only the card',
    profile: 'Profile, as soon as it rings',
    ticket: 'Most urgent open ticket, on answering',
    own: 'My own rules',
  },
  fine: 'Each case by itself',
  direction: { in: 'Incoming', out: 'Outgoing' },
  moment: { ring: 'It rings', answer: 'Answered', click: 'Click on the name' },
  count: { none: 'Nobody found', one: 'One person', several: 'Several people' },
  /** Beginnings of the sentence that says what would happen. */
  when: {
    in: {
      ring: (who: string) => `When ${who} calls, as soon as it rings:`,
      answer: (who: string) => `When ${who} calls and you answer:`,
      click: (who: string) => `When ${who} calls and you click on the card’s name:`,
    },
    out: {
      ring: (who: string) => `When you call ${who}, while it rings there:`,
      answer: (who: string) => `When you call ${who} and somebody answers:`,
      click: (who: string) => `When you call ${who} and click on the card’s name:`,
    },
  },
  sample: {
    none: 'an unknown number',
    one: 'Ida (one match)',
    several: 'a number of two people',
  },
  outcome: {
    nothing: 'nothing opens; the card is there.',
    choose: 'nothing opens until you have chosen who it is.',
    nobody: 'nothing opens, because nobody is known.',
    quiet: 'nothing opens, because the phone is on quiet.',
    zammad: 'Zammad opens the screen itself, so Offhook does not.',
    profile: 'Ida’s profile opens.',
    profileRecent: (age: string) => `Ida’s profile opens, because a ticket changed ${age}.`,
    ticket: (number: string) => `ticket #${number} opens, the most urgent of Ida’s open ones.`,
    newTicket: 'a new ticket opens, with number, line and time filled in.',
    newTicketFor: 'a new ticket for Ida opens, with number, line and time filled in.',
    newTicketOld: (age: string) =>
      `a new ticket for Ida opens, because the last change was ${age}.`,
    url: (address: string) => `${address} opens.`,
    noUrl: 'nothing opens, because there is no web address below.',
  },
  tryLast: 'Ida’s last ticket changed',
  tryDays: (days: number) => (days === 1 ? '1 day ago' : `${days} days ago`),
  sinceDate: (date: string) => `Recent is a ticket that changed on or after ${date}.`,
  emptyVariable: (name: string) =>
    `For a call without {${name}} nothing opens. Write {${name}?} if it may be empty.`,
  urlNow: (address: string) => `For a call from Ida: ${address}`,
  urlNone: 'No rule can open a web address.',
  linkName: 'Name',
  linkUrl: 'Web address',
  linksNone: 'No links of your own on the card.',
};
