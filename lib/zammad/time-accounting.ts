import * as v from 'valibot';
import { idIfAny } from './read.ts';
import type { Request } from './request.ts';
import type { TimeEntry, TimeUnit } from './types.ts';

const entrySchema = v.pipe(
  v.object({
    id: v.number(),
    ticket_id: v.number(),
    ticket_article_id: idIfAny,
    time_unit: v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.number()),
  }),
  v.transform(({ id, ticket_id, ticket_article_id, time_unit }): TimeEntry => ({
    id,
    ticketId: ticket_id,
    ...(ticket_article_id === undefined ? {} : { articleId: ticket_article_id }),
    units: time_unit,
  })),
);

/**
 * Minutes in the unit this Zammad counts in, two digits behind the point. Undefined for a unit that
 * its administrator made up. No unit (5.x, or `none`) means minutes, as Zammad's manual suggests.
 */
export function timeUnits(minutes: number, unit: TimeUnit | undefined): number | undefined {
  if (unit === 'custom') return undefined;
  const perUnit = unit === 'hour' ? 60 : unit === 'quarter' ? 15 : 1;
  return Math.round((minutes / perUnit) * 100) / 100;
}

/**
 * Time of an article apart from the article; exists since 6.x (`zammad/not-found` before). On 5.x
 * the time can only go with the article (`timeUnits` of a note).
 */
export function createTimeAccounting(request: Request) {
  return {
    /**
     * Counts time for an article. Zammad takes one entry per article: `zammad/refused` with the
     * detail "… already been taken" when it is there, so this may be repeated after a time-out.
     * `zammad/forbidden` while time accounting is off. Measured on 6.5.
     */
    addTime: (entry: { ticketId: number; articleId: number; units: number }): Promise<TimeEntry> =>
      request.post(`tickets/${entry.ticketId}/time_accountings`, entrySchema, {
        ticket_article_id: entry.articleId,
        time_unit: entry.units,
      }),

    timeEntries: (ticketId: number): Promise<TimeEntry[]> =>
      request.get(`tickets/${ticketId}/time_accountings`, v.array(entrySchema)),
  };
}
