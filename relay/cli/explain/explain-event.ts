/** What one event would do, as lines. */
import type { Call } from '../../../lib/core/call.ts';
import type { Phone } from '../../../lib/core/phone.ts';
import type { Recorded } from '../../calls/record.ts';
import type { ForwardEntry } from '../../journal/entries.ts';
import type { JournalMask } from '../../journal/mask.ts';
import type { Rules } from '../../policy/team.ts';
import { printable, shorten } from '../printable.ts';
import type { Paint } from '../terminal.ts';
import { eventWords, ignoredWords, partyWords, stateWords, verdictWords } from '../words.ts';

const LENGTH = 200;

export interface ExplainOptions {
  phone: Phone;
  paint: Paint;
  mask: JournalMask;
}

export function eventLines(
  recorded: Recorded,
  known: { before: Call | undefined; answer: string; rules: Rules; forwards: ForwardEntry[] },
  { phone, paint, mask }: ExplainOptions,
): string[] {
  const { event, call, ignored, verdict } = recorded;
  const hide = (text: string) => mask.text(text, event);
  const line = (label: string, text: string) =>
    `  ${paint('dim', label.padEnd(9))} ${shorten(hide(text), LENGTH)}`;
  const facts = eventWords(event, phone).map(([label, text]) => `${label} ${text}`);
  const before = known.before ? `${known.before.state} → ` : '';
  const lines = [
    `${paint('bold', printable(event.kind))} ${shorten(hide(event.callId), 60)}`,
    line('parsed', facts.join(', ') || 'nothing but the call id'),
    line(
      'call',
      ignored
        ? `unchanged (${ignoredWords(ignored)}): ${stateWords(call)}`
        : before + stateWords(call),
    ),
  ];
  if (event.kind === 'new') {
    const worded = known.answer === '' ? '' : `: ${known.answer}`;
    lines.push(line('answer', verdictWords(verdict, phone) + worded));
  }
  lines.push(line('matched', matched(call, known.rules, phone)));
  lines.push(line('shown to', audience(call, known.rules)));
  for (const { kind, body } of known.forwards) {
    const fields = body.filter(([key]) => key !== 'event' && key !== 'callId');
    lines.push(
      line('Zammad', `${kind} ${fields.map(([key, text]) => `${key}=${text}`).join(' ')}`),
    );
  }
  if (known.forwards.length === 0) lines.push(line('Zammad', 'is told nothing'));
  return lines;
}

/** What of the configuration speaks about this call. */
function matched(call: Call, { lines, roster }: Rules, phone: Phone): string {
  const { party, rule } = lines.side(call);
  const own = rule
    ? `line ${rule.label ?? rule.match}${rule.private ? ' (private)' : ''}`
    : `no line for ${partyWords(party, phone)}`;
  const queues = lines.queues(call).map(({ name }) => `queue ${name}`);
  const parties = [...call.everRang, ...call.talkers.map((talker) => talker.party)];
  if (call.direction !== 'in') parties.unshift(call.from);
  const people = [...new Set(parties)].map((one) => {
    const found = roster.find(one).map(({ login }) => login);
    return `${partyWords(one, phone)} is ${found.join(' and ') || 'nobody we know'}`;
  });
  return [own, ...queues, ...new Set(people)].join('; ');
}

function audience(call: Call, { addressing, roster }: Rules): string {
  const { agents, everyone } = addressing.targets(call);
  const names = [...agents].map((id) => roster.byId(id)?.name ?? `agent ${id}`);
  if (everyone) return 'everyone (it names nobody we know)';
  return names.join(', ') || 'nobody who paired a browser';
}
