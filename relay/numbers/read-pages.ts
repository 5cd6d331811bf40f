/** All records of Zammad, page by page, so that only one page is in memory. */
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import { type Clock, pause } from '../hub/clock.ts';

const READING = {
  perPage: 500,
  /** Between two pages, so that agents notice nothing. */
  pauseMs: 200,
  /** Before a page that failed is asked for again; after the last one it is given up. */
  retriesMs: [1_000, 5_000, 20_000] as readonly number[],
};

/** More pages than any Zammad has: the paging is not honoured. */
const MAX_PAGES = 10_000;

export interface ReadingDeps {
  clock: Clock;
  signal: AbortSignal;
  reading?: Partial<typeof READING> | undefined;
}

/**
 * Ends early, without error, when the signal is aborted. Nobody comes twice.
 * @param askPage by ascending id, `page` from 1, empty after the last
 * @throws ZammadError after the last retry; at once when the token is refused
 */
export async function* readPages<R extends { id: number }>(
  askPage: (page: number, perPage: number) => Promise<R[]>,
  deps: ReadingDeps,
): AsyncGenerator<R[]> {
  const { clock, signal } = deps;
  const { perPage, pauseMs, retriesMs } = { ...READING, ...deps.reading };
  let last = 0;
  for (let page = 1; page <= MAX_PAGES && !signal.aborted; page++) {
    const records = await patiently(() => askPage(page, perPage), retriesMs, deps);
    if (records.length === 0) return;
    // They come by ascending id; one that was removed moves the others, never doubles them.
    const fresh = records.filter(({ id }) => id > last);
    last = records.reduce((most, { id }) => Math.max(most, id), last);
    if (fresh.length > 0) yield fresh;
    await pause(clock, pauseMs, signal);
  }
}

async function patiently<T>(
  ask: () => Promise<T>,
  waits: readonly number[],
  { clock, signal }: ReadingDeps,
): Promise<T> {
  for (const waitMs of waits) {
    try {
      return await ask();
    } catch (error) {
      if (!passes(error) || signal.aborted) throw error;
      await pause(clock, waitMs, signal);
    }
  }
  return ask();
}

/** Worth another try: Zammad is slow, down, or stumbled. */
function passes(error: unknown): boolean {
  const codes = ['zammad/slow', 'zammad/unreachable', 'zammad/broken'];
  return error instanceof ZammadError && codes.includes(error.code);
}
