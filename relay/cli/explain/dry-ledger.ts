/**
 * A ledger in memory with the rules of the configuration: what would become of an event, without
 * touching the relay's database. Agents and Zammad's rules are taken from there, read-only.
 */
import type { Phone } from '../../../lib/core/phone.ts';
import { createLedger, type Ledger } from '../../calls/ledger.ts';
import { readOpenCalls } from '../../calls/snapshots.ts';
import type { RelayConfig } from '../../config.ts';
import { createForwardOutbox } from '../../forward/outbox.ts';
import { type ForwardEntry, forwardEntry } from '../../journal/entries.ts';
import { openJournal } from '../../journal/open-journal.ts';
import { createTeam, type Team } from '../../policy/team.ts';
import { createDecide } from '../../policy/verdict.ts';
import { loadZammadRules } from '../../policy/zammad-rules-store.ts';
import { NO_ZAMMAD_RULES, type ZammadRules } from '../../policy/zammad-rules.ts';
import { type Database, DatabaseError, openDatabase } from '../../store/database.ts';

export interface DryLedger {
  ledger: Ledger;
  team: Team;
  openCalls(source: string): ReturnType<typeof readOpenCalls>;
  /** What Zammad would be told, beyond what was asked for before. */
  newForwards(): Promise<ForwardEntry[]>;
  /** How many agents paired a browser, in words; or why that is not known. */
  agents: string;
  close(): Promise<void>;
}

/** As if forwarding were on, when it is off. */
const USUAL = { agentReference: false, internal: false, transfers: false };

export async function createDryLedger(config: RelayConfig, phone: Phone): Promise<DryLedger> {
  const memory = await openDatabase('sqlite::memory:');
  const { db } = memory;
  const { agents, rules } = await takeOver(config, db);
  const team = createTeam({ db, config, phone, dialAgent: () => undefined });
  await team.reload();
  const forward = config.zammad.forward ?? USUAL;
  const ledger = await createLedger({
    db,
    decide: createDecide(config, phone, () => rules),
    outbox: createForwardOutbox({ forward, agents: config.agents, phone, clock: Date.now }),
  });
  let seen = 0;
  return {
    ledger,
    team,
    agents,
    openCalls: (source) => readOpenCalls(db, source),
    async newForwards() {
      const rows = await db
        .selectFrom('forwards')
        .selectAll()
        .where('id', '>', seen)
        .orderBy('id')
        .execute();
      seen = rows.at(-1)?.id ?? seen;
      return rows.map(forwardEntry);
    },
    close: () => memory.close(),
  };
}

/** Agents and Zammad's rules of the real relay; a dry run goes on without. */
async function takeOver(
  config: RelayConfig,
  db: Database,
): Promise<{ agents: string; rules: ZammadRules }> {
  const nothing = (agents: string) => ({ agents, rules: NO_ZAMMAD_RULES });
  try {
    const real = openJournal(config.databaseUrl);
    if (!real) return nothing('no database yet, so nobody has paired a browser');
    try {
      const agents = await real.db.selectFrom('agents').selectAll().execute();
      for (const agent of agents) await db.insertInto('agents').values(agent).execute();
      const { url } = config.zammad;
      const stored = url === undefined ? undefined : await loadZammadRules(real.db, url);
      const paired = agents.length === 1 ? '1 agent has' : `${agents.length} agents have`;
      return { agents: `${paired} paired a browser`, rules: stored?.rules ?? NO_ZAMMAD_RULES };
    } finally {
      await real.close();
    }
  } catch (error) {
    if (error instanceof DatabaseError) return nothing(`without agents: ${error.message}`);
    throw error;
  }
}
