/** The caller of every preview: made up, and the same on all of them. */
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { CardPerson, CardTicket, CardView } from '../../lib/core/card.ts';
import type { MatchCount, RuleDirection } from '../../lib/core/settings.ts';
import { urlValues } from '../../lib/core/rules/url-values.ts';
import type { TemplateValues } from '../../lib/core/url-template.ts';

export const SAMPLE_NUMBER = '+4930609854180';
export const SAMPLE_DISPLAY = '+49 30 609854180';
export const SAMPLE_LINE = 'Support';
export const SAMPLE_TALK_MS = 130_000;

const DAY_MS = 86_400_000;
const reason = { kind: 'exact', detail: 'phone' } as const;
const IDA: CardPerson = {
  userId: 9,
  name: 'Ida Plus',
  organization: 'Kranbau Plus & Söhne',
  email: 'ida@plus.example',
  vip: false,
  reason,
};
const TWO: CardPerson[] = [
  { userId: 10, name: 'Mia Shared', vip: false, reason },
  { userId: 11, name: 'Nils Shared', vip: false, reason },
];

/** @param about.changedDays how long ago Ida's last ticket changed */
export function sampleView(about: {
  direction: RuleDirection;
  count: MatchCount;
  changedDays: number;
  now: number;
}): CardView {
  const { direction, count, changedDays, now } = about;
  const changedAt = now - changedDays * DAY_MS;
  const ticket: CardTicket = {
    id: 42,
    number: '20042',
    title: 'Crane stops',
    state: 'open',
    kind: 'open',
    mine: true,
    createdAt: changedAt - DAY_MS,
    updatedAt: changedAt,
  };
  const call: AgentCall = {
    id: 'c1',
    version: 1,
    direction,
    state: 'ringing',
    line: { number: '+493012300', label: SAMPLE_LINE },
    remote: {
      number: SAMPLE_NUMBER,
      display: SAMPLE_DISPLAY,
      withheld: false,
      internal: false,
      matches: [],
    },
    ringing: [],
    mine: direction === 'out',
    startedAt: now,
    missed: false,
    forwarded: false,
    voicemail: false,
    done: false,
  };
  return {
    call,
    identity: count === 'none' ? 'unknown' : 'known',
    people: count === 'none' ? [] : count === 'one' ? [IDA] : TWO,
    ...(count === 'one' ? { chosen: 9, tickets: [ticket], lastContactAt: changedAt } : {}),
    problems: [],
    note: { text: '', internal: true, status: 'draft' },
    groups: [],
    dismissed: false,
    lead: true,
  };
}

/** What the placeholders of an address stand for in such a call. */
export function sampleValues(view: CardView): TemplateValues {
  return urlValues(view, { national: '030 609854180', agent: 'agnes@support.example' });
}

/** The same for a call from Ida. */
export function idaValues(now: number): TemplateValues {
  return sampleValues(sampleView({ direction: 'in', count: 'one', changedDays: 3, now }));
}
