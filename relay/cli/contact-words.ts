/** The contact sync in words for an admin's terminal. */
import type { ContactSyncConfig } from '../config-contacts.ts';
import type { JobState } from '../contact-sync/job-book.ts';
import type { Link } from '../contact-sync/link-store.ts';
import type {
  ConflictSeen,
  PlannedStep,
  RunCounts,
  RunReport,
} from '../contact-sync/run-report.ts';
import { agoWords } from './ago.ts';
import { printable, shorten } from './printable.ts';
import type { Paint } from './terminal.ts';

const COUNT_WORDS: readonly [keyof RunCounts, string][] = [
  ['paired', 'found to belong together'],
  ['madeContacts', 'contacts made'],
  ['madePeople', 'people made in Zammad'],
  ['changedContacts', 'contacts changed'],
  ['changedPeople', 'people changed in Zammad'],
  ['removedContacts', 'contacts removed'],
  ['conflicts', 'conflicts'],
  ['postponed', 'left for the next run (limits)'],
  ['failed', 'refused'],
  ['overtaken', 'changed by somebody meanwhile, left for the next run'],
  ['waiting', 'gone on one side, the next run decides'],
  ['unsure', 'made or not made is unknown, the next run looks again'],
  ['stuck', 'sent three times and not kept'],
  ['onlyTheirs', 'only the telephone system has'],
];

export function reportLines({ people, contacts, counts, notes, error }: RunReport): string[] {
  const parts = COUNT_WORDS.filter(([key]) => counts[key] > 0);
  return [
    `${people} people in Zammad, ${contacts} contacts at the telephone system`,
    ...parts.map(([key, words]) => `${String(counts[key]).padStart(5)}  ${words}`),
    ...(parts.length === 0 && !error ? ['    0  to do: both sides agree'] : []),
    ...notes.map((note) => `!  ${note}`),
    ...(error ? [`!  ${error.message} (${error.code})`] : []),
  ];
}

const SIDES = { zammad: 'Zammad', phone: 'telephone system' };

export function stepLines(steps: readonly PlannedStep[], most: number): string[] {
  const lines = steps.slice(0, most).map(({ kind, side, name, detail }) => {
    const what = `${kind.padEnd(6)} ${SIDES[side].padEnd(16)}`;
    return `  ${what}  ${shorten(name, 40).padEnd(24)}  ${shorten(detail.join(', '), 160)}`;
  });
  return steps.length > most ? [...lines, `  … and ${steps.length - most} more`] : lines;
}

export function conflictLine({ name, field, from, kept, lost }: ConflictSeen): string {
  const side = from === 'ours' ? 'Zammad' : 'telephone system';
  const values = `kept ${shorten(kept, 60) || '(empty)'} of ${side}, lost ${shorten(lost, 60)}`;
  return `${shorten(name, 40).padEnd(24)}  ${printable(field).padEnd(12)}  ${values}`;
}

export function statusLines(
  job: ContactSyncConfig,
  state: JobState,
  links: readonly Link[],
  now: number,
  paint: Paint,
): string[] {
  const count = (wanted: Link['state']) => links.filter((link) => link.state === wanted).length;
  const unsure = count('making') + count('making-person');
  const gone = count('gone');
  const next = Math.max(0, state.startedAt + job.every * 60_000 - now);
  const rows: [string, string][] = [
    ['does', `${job.direction}, people ${printable(job.people)}, every ${job.every} min`],
    ['linked', `${count('linked')}${gone ? `, gone on one side ${gone}` : ''}`],
    ...(unsure > 0 ? [['unsure', `${unsure} (made or not is looked up)`] as [string, string]] : []),
    ['last run', state.startedAt === 0 ? 'never' : agoWords(state.startedAt, now)],
    ['next run', nextWords(job, state, next)],
  ];
  const head = `${paint('bold', job.id)}  ${job.target}${job.enabled ? '' : ' (switched off)'}`;
  return [
    head,
    ...rows.map(([label, text]) => `  ${paint('dim', label.padEnd(9))} ${text}`),
    ...(state.report ? reportLines(state.report).map((line) => `  ${line}`) : []),
  ];
}

function nextWords(job: ContactSyncConfig, state: JobState, waitMs: number): string {
  if (!job.enabled) return 'none: switched off';
  if (state.running) return 'running now';
  return waitMs === 0 ? 'due' : `in ${Math.ceil(waitMs / 60_000)} min`;
}
