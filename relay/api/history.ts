/**
 * Calls of the past, newest first, by keyset; only what the agent may see. The index narrows, the
 * call itself decides (rules HS1–HS6 of `relay/SPEC-agents.md`).
 */
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { Call } from '../../lib/core/call.ts';
import type { Phone } from '../../lib/core/phone.ts';
import type { Audience } from '../hub/audience.ts';
import type { CallViews } from '../hub/call-views.ts';
import type { Team } from '../policy/team.ts';
import type { Position } from '../search/catch-up.ts';
import type { FoundSlot } from '../search/find.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { breath } from '../search/breath.ts';
import type { Database } from '../store/database.ts';
import { createHistoryCursors } from './history-cursor.ts';
import { createHistoryMatch } from './history-match.ts';
import { readNotes, withNote } from './history-notes.ts';
import type { HistoryQuestion } from './history-question.ts';
import { scanCalls } from './history-scan.ts';

export interface History {
  /** @returns undefined when the cursor is none of ours */
  list(agentId: number, question: HistoryQuestion): Promise<HistoryPage | undefined>;
  /** One call as this agent sees it, with its note. */
  one(call: Call, agentId: number): Promise<AgentCall>;
  maySee(call: Call, agentId: number): boolean;
}

export interface HistoryPage {
  items: AgentCall[];
  next?: string;
}

/** Calls looked at for one page at most; beyond it the page is shorter and `next` goes on. */
const MAX_LOOKED = 1_000;
/** Looked at in one go. */
const CHUNK = 64;

interface Hit extends Position {
  item: AgentCall;
}

/** What a part of the search found, and where it stopped before its end. */
interface Part {
  hits: Hit[];
  /** Everything from here on was looked at; absent: the part is through, or found enough. */
  stoppedAt?: Position;
}

export function createHistory(deps: {
  db: Database;
  team: Team;
  audience: Audience;
  views: CallViews;
  phone: Phone;
  search: SearchIndex;
  link: (call: Call) => Call;
}): History {
  const { db, team, audience, views, search, link } = deps;
  const cursors = createHistoryCursors(db);
  const matches = createHistoryMatch(deps);

  function maySee(call: Call, agentId: number): boolean {
    return team.rules().addressing.maySee(call, agentId) || audience.follows(call, agentId);
  }

  /** Of these calls those that are asked for. */
  async function look(calls: readonly Call[], asked: Asked): Promise<Hit[]> {
    const { agentId, question, after } = asked;
    const seen = calls
      .filter((call) => isOlder(call, after))
      .map(link)
      .filter((call) => maySee(call, agentId));
    const notes = await readNotes(
      db,
      seen.map(({ id }) => id),
    );
    return seen.flatMap((call) => {
      const own = notes.get(call.id) ?? [];
      const item = views.view(call, agentId);
      if (!matches({ call, item, notes: own }, agentId, question)) return [];
      return [{ startedAt: call.startedAt, id: call.id, item: withNote(item, own) }];
    });
  }

  /** Down to `least`, beyond which calls are not in the index. */
  async function throughIndex(asked: Asked, least: Position | undefined): Promise<Part> {
    const { agentId, question, after, fresh, wanted } = asked;
    const from = Math.max(question.from ?? 0, least?.startedAt ?? 0);
    const toAt = Math.min(after?.startedAt ?? Infinity, (question.to ?? Infinity) - 1);
    const hits: Hit[] = [];
    let looked = 0;
    for await (const batch of search.find({ ...question, from }, agentId, toAt)) {
      for (let at = 0; at < batch.length;) {
        const chunk = wholeTimes(batch, at, looked === 0 ? wanted : CHUNK);
        at += chunk.length;
        looked += chunk.length;
        const calls = await search.read(chunk);
        const indexed = calls.filter((call) => !fresh.has(call.id) && !isOlderThan(call, least));
        hits.push(...(await look(indexed, asked)));
        if (hits.length >= wanted) return { hits };
        if (looked >= MAX_LOOKED) {
          return { hits, stoppedAt: { startedAt: chunk.at(-1)?.at ?? 0, id: '' } };
        }
        await breath();
      }
    }
    return { hits };
  }

  /** Calls that are not in the index yet, one by one. */
  async function throughRest(asked: Asked, least: Position, enough: number): Promise<Part> {
    const { question, after } = asked;
    let at = after && isOlderThan(after, least) ? after : least;
    const hits: Hit[] = [];
    for (let looked = 0; looked < MAX_LOOKED; looked += CHUNK) {
      const calls = await scanCalls(db, at, question, CHUNK);
      hits.push(...(await look(calls, asked)));
      if (calls.length < CHUNK || hits.length >= enough) return { hits };
      at = calls.at(-1) ?? at;
      await breath();
    }
    return { hits, stoppedAt: at };
  }

  async function collect(asked: Asked): Promise<Part> {
    const least = search.caughtUp();
    const current = [...asked.fresh.values()].filter((call) => !isOlderThan(call, least));
    const hits = await look(current, asked);
    const indexed = await throughIndex(asked, least);
    hits.push(...indexed.hits);
    if (indexed.stoppedAt) return { hits, stoppedAt: indexed.stoppedAt };
    if (!least || hits.length >= asked.wanted) return { hits };
    const rest = await throughRest(asked, least, asked.wanted - hits.length);
    hits.push(...rest.hits);
    return { hits, ...(rest.stoppedAt && { stoppedAt: rest.stoppedAt }) };
  }

  return {
    maySee,
    async one(call, agentId) {
      const notes = await readNotes(db, [call.id]);
      return withNote(views.view(call, agentId), notes.get(call.id));
    },
    async list(agentId, question) {
      await search.ready;
      const { cursor, limit, empty } = question;
      const after = cursor === undefined ? undefined : await cursors.read(cursor);
      if (cursor !== undefined && !after) return undefined;
      if (empty) return { items: [] };
      // One more than is shown says whether there is a next page.
      const asked = { agentId, question, after, fresh: search.fresh(), wanted: limit + 1 };
      const { hits, stoppedAt } = await collect(asked);
      const page = hits
        .filter((hit) => !stoppedAt || !isOlderThan(hit, stoppedAt))
        .sort((a, b) => b.startedAt - a.startedAt || (a.id < b.id ? 1 : -1));
      const shown = page.slice(0, limit);
      const last = page.length > limit ? shown.at(-1) : stoppedAt;
      return {
        items: shown.map(({ item }) => item),
        ...(last && { next: await cursors.write(last) }),
      };
    },
  };
}

interface Asked {
  agentId: number;
  question: HistoryQuestion;
  /** The page begins behind it. */
  after: Position | undefined;
  /** Calls that the index does not know as they are now. */
  fresh: ReadonlyMap<string, Call>;
  /** Hits that are enough. */
  wanted: number;
}

function isOlder(call: Position, than: Position | undefined): boolean {
  return than === undefined || isOlderThan(call, than);
}

function isOlderThan(call: Position, than: Position | undefined): boolean {
  if (than === undefined) return false;
  return (
    call.startedAt < than.startedAt || (call.startedAt === than.startedAt && call.id < than.id)
  );
}

/** At least `count` from there on, if there are so many; all that began in one millisecond. */
function wholeTimes(batch: readonly FoundSlot[], from: number, count: number): FoundSlot[] {
  let end = Math.min(batch.length, from + count);
  while (end < batch.length && batch[end]?.at === batch[end - 1]?.at) end += 1;
  return batch.slice(from, end);
}
