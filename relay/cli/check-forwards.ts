/** Doctor: what waits to be told to Zammad, what was given up, and what Zammad said last. */
import type { JournalMask } from '../journal/mask.ts';
import type { Database } from '../store/database.ts';
import { agoWords } from './ago.ts';
import { type Finding, ok, warn } from './finding.ts';
import { shorten } from './printable.ts';

const LONG_MS = 60_000;
const DAY_MS = 86_400_000;

export async function checkForwards(
  db: Database,
  mask: Pick<JournalMask, 'text'>,
  now: number,
): Promise<Finding[]> {
  return [await checkWaiting(db, mask, now), ...(await checkGivenUp(db, mask, now))];
}

async function checkWaiting(
  db: Database,
  mask: Pick<JournalMask, 'text'>,
  now: number,
): Promise<Finding> {
  const row = await db
    .selectFrom('forwards')
    .select((is) => [is.fn.countAll<number>().as('count'), is.fn.min('created_at').as('oldest')])
    .where('state', 'is', null)
    .executeTakeFirstOrThrow();
  if (row.count === 0 || row.oldest === null) return ok('Events waiting for Zammad: 0');
  const text = `Events waiting for Zammad: ${row.count}, the oldest ${agoWords(row.oldest, now)}`;
  if (now - row.oldest <= LONG_MS) return ok(text);
  const tried = await db
    .selectFrom('forwards')
    .select(['status', 'response', 'last_error'])
    .where('state', 'is', null)
    .where('attempts', '>', 0)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return warn(
    text + said(tried, mask),
    'They are sent when Zammad answers; see the lines about Zammad.',
  );
}

async function checkGivenUp(
  db: Database,
  mask: Pick<JournalMask, 'text'>,
  now: number,
): Promise<Finding[]> {
  const givenUp = db
    .selectFrom('forwards')
    .where('state', '=', 'given-up')
    .where('created_at', '>=', now - DAY_MS);
  const { count } = await givenUp
    .select((is) => is.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (count === 0) return [];
  const last = await givenUp
    .select(['status', 'response', 'last_error'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return [
    warn(
      `Events Zammad was never told, last 24 hours: ${count}${said(last, mask)}`,
      'Its caller log lacks them; "offhook events --since 1d" shows which.',
    ),
  ];
}

interface Answer {
  status: number | null;
  response: string | null;
  last_error: string | null;
}

function said(answer: Answer | undefined, mask: Pick<JournalMask, 'text'>): string {
  if (!answer) return '';
  const { status, response, last_error: error } = answer;
  const words = [error, status === null ? undefined : `answered ${status}`, response]
    .filter((text) => text !== null && text !== undefined && text !== '')
    .map((text) => shorten(mask.text(text ?? ''), 120));
  return words.length === 0 ? '' : `; last: ${words.join(', ')}`;
}
