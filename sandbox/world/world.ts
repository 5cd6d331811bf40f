import { zammadDigits } from '../../lib/core/zammad-matcher.ts';
import { type Flavour, isModern } from './flavour.ts';
import { ticketStates, type StateRow } from './lookups.ts';
import type {
  ArticleRow,
  CallerIdRow,
  CtiLogRow,
  GroupRow,
  OrganizationRow,
  TaskbarRecord,
  TextModuleRow,
  TicketRow,
  TimeRow,
  TokenRecord,
  UserRow,
} from './rows.ts';
import { defaultSettings, type Settings } from './settings.ts';

/** What open pages are told, so that they can follow. */
export type WorldEvent =
  | { kind: 'cti'; row: CtiLogRow; event: 'newCall' | 'answer' | 'hangup' }
  | { kind: 'screen'; userId: number; row: CtiLogRow }
  | { kind: 'taskbar'; userId: number; row: TaskbarRecord; gone: boolean }
  | { kind: 'ticket'; ticketId: number };

/** Everything the stand-in Zammad knows; lives in memory only. */
export interface World {
  readonly flavour: Flavour;
  readonly settings: Settings;
  readonly states: StateRow[];
  readonly users: Map<number, UserRow>;
  readonly organizations: Map<number, OrganizationRow>;
  readonly groups: Map<number, GroupRow>;
  readonly tickets: Map<number, TicketRow>;
  readonly articles: Map<number, ArticleRow>;
  readonly tags: Map<number, string[]>;
  /** Every tag that was ever given, in that order. */
  readonly knownTags: Set<string>;
  readonly textModules: TextModuleRow[];
  readonly times: TimeRow[];
  readonly callerIds: CallerIdRow[];
  readonly ctiLog: CtiLogRow[];
  readonly taskbar: TaskbarRecord[];
  readonly tokens: TokenRecord[];
  /** Current time as Zammad writes it. */
  now(): string;
  nowMs(): number;
  /** Ids count up from 1 per kind, above those of the seed. */
  nextId(kind: string, floor?: number): number;
  /** Ticket numbers start with the id of the system, as in the recordings. */
  ticketNumber(id: number): string;
  /** Reads the person's numbers anew, as Zammad does after each change. */
  indexUser(user: UserRow): void;
  /** Numbers in a first article typed for a customer point to whoever typed it ("maybe"). */
  indexTicket(article: ArticleRow): void;
  tell(event: WorldEvent): void;
}

export interface WorldDeps {
  flavour: Flavour;
  clock: () => number;
  tell: (event: WorldEvent) => void;
}

/** An empty world; `seed.ts` fills it. */
export function createWorld({ flavour, clock, tell }: WorldDeps): World {
  const ids = new Map<string, number>();
  const nextId = (kind: string, floor = 0) => {
    const id = Math.max(ids.get(kind) ?? 0, floor) + 1;
    ids.set(kind, id);
    return id;
  };
  const now = () => new Date(clock()).toISOString();
  const callerIds: CallerIdRow[] = [];

  function add(text: unknown, entry: Pick<CallerIdRow, 'level' | 'object' | 'o_id' | 'user_id'>) {
    if (typeof text !== 'string') return;
    for (const caller_id of zammadDigits(text)) {
      if (
        callerIds.some(
          (row) =>
            row.caller_id === caller_id && row.o_id === entry.o_id && row.object === entry.object,
        )
      )
        continue;
      callerIds.push({
        id: nextId('caller_id'),
        caller_id,
        comment: null,
        ...entry,
        preferences: null,
        created_at: now(),
        updated_at: now(),
      });
    }
  }

  return {
    flavour,
    settings: defaultSettings(),
    states: ticketStates(flavour),
    users: new Map(),
    organizations: new Map(),
    groups: new Map(),
    tickets: new Map(),
    articles: new Map(),
    tags: new Map(),
    knownTags: new Set(),
    textModules: [],
    times: [],
    callerIds,
    ctiLog: [],
    taskbar: [],
    tokens: [],
    now,
    nowMs: clock,
    nextId,
    ticketNumber: (id) =>
      isModern(flavour) ? `39${String(id).padStart(3, '0')}` : `16${String(id).padStart(3, '0')}`,
    indexUser(user) {
      for (let index = callerIds.length - 1; index >= 0; index--) {
        const row = callerIds[index];
        if (row?.object === 'User' && row.o_id === user.id) callerIds.splice(index, 1);
      }
      for (const [field, value] of Object.entries(user)) {
        if (!field.endsWith('_at')) {
          add(value, { level: 'known', object: 'User', o_id: user.id, user_id: user.id });
        }
      }
    },
    indexTicket(article) {
      for (const text of [article.body, article.subject, article.from, article.to]) {
        add(text, {
          level: 'maybe',
          object: 'Ticket',
          o_id: article.ticket_id,
          user_id: article.created_by_id,
        });
      }
    },
    tell,
  };
}
