/** The relay's side of the agents' workspace, put together. Rules WS* of `relay/SPEC-workspace.md`. */
import type { Kysely } from 'kysely';
import type { Call } from '../../lib/core/call.ts';
import type { SettingsPolicy } from '../../lib/core/settings.ts';
import type { Phone } from '../../lib/core/phone.ts';
import type { Agent } from '../../lib/protocol/frames.ts';
import type { Log } from '../agents/log.ts';
import type { CallChanges } from '../calls/changes.ts';
import type { CallWriter } from '../calls/own-writes.ts';
import type { RelayConfig } from '../config.ts';
import type { Audience } from '../hub/audience.ts';
import type { CallViews } from '../hub/call-views.ts';
import type { Clock } from '../hub/clock.ts';
import type { Hub } from '../hub/hub.ts';
import type { Team } from '../policy/team.ts';
import type { Tables } from '../store/tables.ts';
import { createBoardFrames } from './board-frames.ts';
import { createDone, type Done } from './done.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import { createHandedDrafts } from './handed-drafts.ts';
import { createEnterCall, type EnterCall } from './manual-calls.ts';
import { createMissedBoard, type MissedBoard } from './missed-board.ts';
import { createMissedList, type MissedList } from './missed-list.ts';
import { createNotes, type Notes } from './notes.ts';
import { createNumberMemory, type NumberMemory } from './number-memory.ts';
import { settingsFor } from './settings-policy.ts';
import { createSight } from './sight.ts';
import { createViewers, type Viewers } from './viewers.ts';
import { createVisibleCall, type VisibleCall } from './visible-call.ts';

export interface Workspace {
  visibleCall: VisibleCall;
  drafts: Drafts;
  notes: Notes;
  done: Done;
  board: MissedBoard;
  missedList: MissedList;
  memory: NumberMemory;
  enterCall: EnterCall;
  viewers: Viewers;
  settingsFor(agent: Agent): SettingsPolicy;
  /** Other people stand behind these numbers (E.164 digits). */
  landed(digits: ReadonlySet<string>): void;
  /** What look-ups and views need; call before anything else. */
  load(): Promise<void>;
  /** Begins to listen, once the team is known. */
  start(): Promise<void>;
  stop(): void;
  settled(): Promise<void>;
}

export function createWorkspace(deps: {
  db: Kysely<Tables>;
  changes: CallChanges & CallWriter;
  team: Team;
  audience: Audience;
  config: RelayConfig;
  phone: Phone;
  clock: Clock;
  log: Log;
  link: (call: Call) => Call;
  /** Asked when needed: they need the workspace, too. */
  views: () => CallViews;
  hub: () => Hub;
  /** The team says that other people stand behind a number. */
  onNames: () => void;
}): Workspace {
  const { db, changes, team, config, phone, clock, link, views, hub } = deps;
  const sight = createSight(deps);
  const members = () => hub().members();
  const handed = createHandedDrafts({ team, views, hub });
  const drafts = createDrafts({ db, onChange: handed });
  const memory = createNumberMemory({
    db,
    clock,
    onChange(digits) {
      landed(new Set([digits]));
      deps.onNames();
    },
  });
  const { minRingMs, days } = config.missed;
  const board = createMissedBoard({
    ...deps,
    writer: changes,
    sight,
    rules: () => team.rules(),
    limits: { minRingMs, days: Math.min(days, config.retentionDays) },
    onChange: createBoardFrames({ members, clock }),
  });

  function landed(digits: ReadonlySet<string>): void {
    hub().landed(digits);
    views().renew(digits);
    board.renamed(digits);
  }

  return {
    visibleCall: createVisibleCall({ changes, link, sight }),
    drafts,
    notes: createNotes(db),
    done: createDone({ db, changes, writer: changes, board, link, sight, phone, clock }),
    board,
    missedList: createMissedList({ board, views: { view: (...of) => views().view(...of) } }),
    memory,
    enterCall: createEnterCall({
      writer: changes,
      phone,
      clock,
      retentionDays: config.retentionDays,
    }),
    viewers: createViewers(members),
    settingsFor: (agent) => settingsFor(config.settings, agent),
    landed,
    load: async () => void (await Promise.all([drafts.load(), memory.load()])),
    start: board.start,
    stop: board.stop,
    settled: board.settled,
  };
}
