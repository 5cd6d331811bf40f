/**
 * Who is in the team and what a call means for them: the rules of `lib/core` over the agents who
 * paired a browser. Everything is built anew when an agent pairs or changes; look-ups never wait.
 */
import type { Kysely } from 'kysely';
import { createLines, type Lines } from '../../lib/core/lines.ts';
import type { Phone } from '../../lib/core/phone.ts';
import { createProjector, type Projector } from '../../lib/core/project.ts';
import { createRoster, type KnownAgent, type Roster } from '../../lib/core/roster.ts';
import { type Addressing, createAddressing } from '../../lib/core/targets.ts';
import type { RelayConfig } from '../config.ts';
import type { Tables } from '../store/tables.ts';

export type TeamRules = Pick<RelayConfig, 'agents' | 'queues' | 'lines' | 'targets' | 'visibility'>;

export interface Rules {
  agents: readonly KnownAgent[];
  roster: Roster;
  lines: Lines;
  addressing: Addressing;
  projector: Projector;
}

export interface Team {
  /** The rules as of now; never keep them over an `await`. */
  rules(): Rules;
  /** Takes the paired agents from the database again. */
  reload(): Promise<void>;
}

export function createTeam(deps: {
  db: Kysely<Tables>;
  config: TeamRules;
  phone: Phone;
  dialAgent: (dialId: string) => number | undefined;
}): Team {
  const { config, phone } = deps;
  let current = build([]);

  function build(agents: readonly KnownAgent[]): Rules {
    const roster = createRoster({ agents, mapping: config.agents, phone });
    const lines = createLines({ lines: config.lines, queues: config.queues, phone });
    const addressing = createAddressing({
      roster,
      lines,
      phone,
      nobodyMapped: config.targets.nobodyMapped,
      visibility: config.visibility,
      dialAgent: deps.dialAgent,
    });
    const projector = createProjector({ roster, addressing, lines, phone });
    return { agents, roster, lines, addressing, projector };
  }

  return {
    rules: () => current,
    async reload() {
      const agents = await deps.db
        .selectFrom('agents')
        .select(['id', 'login', 'email', 'name', 'phone', 'mobile'])
        .orderBy('id')
        .execute();
      current = build(agents);
    },
  };
}
