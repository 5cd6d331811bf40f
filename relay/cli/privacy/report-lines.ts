/** What is stored about a number, in sentences for the admin. */
import type { Phone } from '../../../lib/core/phone.ts';
import type {
  PrivacyEnd,
  PrivacyErased,
  PrivacyItem,
  PrivacyKind,
  PrivacyReport,
} from '../../../lib/core/privacy.ts';

const KINDS: Record<PrivacyKind, string> = {
  calls: 'calls',
  events: 'journal entries with the raw text',
  notes: 'notes about calls',
  drafts: 'drafts of notes',
  history: 'calls in the search index',
  directory: 'people in the directory',
  organizations: 'organisations in the directory',
  learned: 'learned look-ups',
  picks: 'people chosen for it by the team',
  exclusions: 'people ruled out by the team',
  claims: 'claims on the missed-call board',
  forwardsWaiting: 'reports to Zammad that wait',
  forwards: 'reports to Zammad that were sent',
  contactLinks: 'contacts of the telephone system',
  bridge: 'entries of the sipgate bridge',
  refused: 'refused pushes',
  audit: 'entries of the audit log',
  leftOut: 'records left out of the directory since an erasure',
};
const ENDS: Record<PrivacyEnd, string> = {
  retention: 'goes by itself',
  zammad: 'until it is changed in Zammad',
  telephone: 'as long as the contact is there',
  soon: 'gone within a day',
};

export function reportLines(report: PrivacyReport, phone: Phone): string[] {
  const shown = phone.display(report.number.slice(1));
  if (report.items.length === 0) return [`Nothing is stored about ${shown}.`];
  const lines = report.items.map(
    (item) => `${String(item.count).padStart(7)}  ${KINDS[item.kind]}${times(item)}`,
  );
  return [
    `Stored about ${shown}:`,
    ...lines,
    ...(report.running ? ['A call with this number is going on.'] : []),
  ];
}

export function countLines(counts: PrivacyErased['counts']): string[] {
  const lines = Object.entries(counts).map(
    ([kind, count]) => `${String(count).padStart(7)}  ${KINDS[kind as PrivacyKind]}`,
  );
  return lines.length === 0 ? ['Nothing was stored.'] : ['Erased or made nameless:', ...lines];
}

function times({ firstAt, lastAt, goesAt, end }: PrivacyItem): string {
  const from = firstAt === undefined ? '' : `, ${day(firstAt)}`;
  const to = lastAt === undefined || firstAt === undefined ? '' : ` to ${day(lastAt)}`;
  const gone = goesAt === undefined ? ENDS[end] : `gone by ${day(goesAt)}`;
  return `${from}${to} (${gone})`;
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
