/**
 * What belongs to a note besides its article: tags, follow-up, minutes, and the word to the relay.
 * Each step may be repeated without doing anything twice (measured on 5.5 and 6.5).
 */
import type { RelayHttp } from '../../lib/relay-client/http.ts';
import { RelayError } from '../../lib/relay-client/relay-error.ts';
import { timeUnits } from '../../lib/zammad/time-accounting.ts';
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import type { NoteRest, OutboxEntry } from '../../lib/storage/notes.ts';
import { carries } from './deliver-note.ts';
import type { NoteZammad } from './note-account.ts';

export type RestStep = NoteRest['todo'][number];

export interface RestDeps {
  zammad: NoteZammad;
  relay: Pick<RelayHttp, 'putNote'> | undefined;
}

/** Zammad means it: trying again brings nothing. */
class Impossible extends Error {}

type Steps = Record<
  RestStep,
  (entry: OutboxEntry, rest: NoteRest, deps: RestDeps) => Promise<void>
>;

const STEPS: Steps = {
  /** Adding a tag that is there changes nothing. */
  async tags({ tags = [] }, { ticketId }, { zammad }) {
    const added = await Promise.allSettled(tags.map((tag) => zammad.addTag(ticketId, tag)));
    const failed = added.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    // What is worth another try comes first; the ones that are there do not mind.
    const worst = failed.find((error) => meaning(error) === 'again') ?? failed[0];
    if (worst !== undefined) throw worst;
  },

  async followUp({ followUpAt, attempts }, { ticketId }, { zammad }) {
    if (followUpAt === undefined) return;
    // Whoever closed the ticket while this waited had a reason.
    if (attempts > 0 && isOver((await zammad.ticket(ticketId)).stateType)) throw new Impossible();
    await zammad.setPendingReminder(ticketId, followUpAt);
  },

  /** One entry per article: Zammad refuses the second. */
  async minutes(entry, { ticketId, articleId: known }, { zammad }) {
    const { timeAccounting, timeAccountingUnit } = await zammad.signshow();
    const units = timeUnits(entry.minutes ?? 0, timeAccountingUnit);
    if (!timeAccounting || timeAccountingUnit === undefined || units === undefined)
      throw new Impossible();
    const articleId = known ?? (await zammad.articles(ticketId)).find(carries(entry.id))?.id;
    if (articleId === undefined) throw new Impossible();
    try {
      await zammad.addTime({ ticketId, articleId, units });
    } catch (error) {
      if (!(error instanceof ZammadError) || error.code !== 'zammad/refused') throw error;
      const booked = await zammad.timeEntries(ticketId);
      if (!booked.some((entry) => entry.articleId === articleId)) throw error;
    }
  },

  async history({ callId, text, outcome }, { ticketId, number, at }, { relay }) {
    await relay?.putNote(callId, {
      text,
      outcome,
      ticketId,
      ticketNumber: number || undefined,
      at: at ?? 0,
    });
  },
};

const isOver = (state: string) => state === 'closed' || state === 'merged' || state === 'removed';

/** `again`: worth another try. `no`: it will not get through. */
function meaning(error: unknown): 'again' | 'no' {
  if (error instanceof Impossible) return 'no';
  const { code } = error as Partial<ZammadError | RelayError>;
  return /\/(?:forbidden|not-found|refused)$/.test(code ?? '') ? 'no' : 'again';
}

/** After so many answers that make no sense it is no outage. */
const BROKEN_MAX = 20;

/**
 * Tries each step that is left. One that fails does not stop those behind it.
 * @returns what is left now
 */
export async function workOff(
  entry: OutboxEntry,
  rest: NoteRest,
  deps: RestDeps,
): Promise<NoteRest> {
  const todo: RestStep[] = [];
  const missing = [...(rest.missing ?? [])];
  for (const step of rest.todo) {
    try {
      await STEPS[step](entry, rest, deps);
    } catch (error) {
      const known = error instanceof ZammadError || error instanceof RelayError;
      if (!known && !(error instanceof Impossible)) throw error;
      const broken = known && error.code.endsWith('/broken') && entry.attempts >= BROKEN_MAX;
      if (meaning(error) === 'again' && !broken) todo.push(step);
      else if (step !== 'history') missing.push(step);
    }
  }
  return { ...rest, todo, ...(missing.length > 0 ? { missing } : {}) };
}
