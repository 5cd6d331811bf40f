/** Who of the team a call names, for Zammad's caller log: paired agents and the configured mapping. */
import type { Transaction } from 'kysely';
import type { Call, Party } from '../../lib/core/call.ts';
import type { Phone } from '../../lib/core/phone.ts';
import { createRoster, type Person, type Roster } from '../../lib/core/roster.ts';
import type { AgentMapping } from '../config.ts';
import type { Tables } from '../store/tables.ts';
import type { Answerer } from './bodies.ts';

export interface TeamNames {
  /** The one person meant, else what the telephone system calls them. */
  nameOf(party: Party): string | undefined;
  /** Who took the call last. */
  answererOf(call: Call): Answerer | undefined;
}

/**
 * @returns reads the team as of the transaction; it is built anew only when an agent paired or changed
 */
export function createReadTeam(deps: {
  agents: readonly AgentMapping[];
  phone: Phone;
}): (trx: Transaction<Tables>) => Promise<TeamNames> {
  let known: { stamp: string; names: TeamNames } | undefined;
  return async (trx) => {
    const { count, newest } = await trx
      .selectFrom('agents')
      .select((is) => [is.fn.countAll().as('count'), is.fn.max('updated_at').as('newest')])
      .executeTakeFirstOrThrow();
    const stamp = `${count} ${newest}`;
    if (known?.stamp === stamp) return known.names;
    const agents = await trx
      .selectFrom('agents')
      .select(['id', 'login', 'email', 'name', 'phone', 'mobile'])
      .orderBy('id')
      .execute();
    const roster = createRoster({ agents, mapping: deps.agents, phone: deps.phone });
    known = { stamp, names: teamNames(roster, deps.phone) };
    return known.names;
  };
}

export function teamNames(roster: Roster, phone: Phone): TeamNames {
  function one(party: Party): Person | undefined {
    const people = roster.find(party);
    return people.length === 1 ? people[0] : undefined;
  }
  const nameOf = (party: Party) =>
    withoutLogin(one(party)?.name ?? party.name ?? party.extension ?? party.account);

  return {
    nameOf,
    answererOf(call) {
      const party = call.answeredBy;
      if (!party && call.answeringNumber === undefined) return undefined;
      const person = (party && one(party)) ?? one(readParty(call.answeringNumber, phone));
      if (!person) return { name: party && nameOf(party) };
      const { agentId: userId, login } = person;
      return { name: withoutLogin(person.name), userId, login };
    },
  };
}

function readParty(text: string | undefined, phone: Phone): Party {
  if (text === undefined) return {};
  const { e164, extension } = phone.read(text);
  return {
    raw: text,
    ...(e164 !== undefined && { e164 }),
    ...(extension !== undefined && { extension }),
  };
}

/** Zammad takes a login for the agent to open a screen for, and nobody wants to read it. */
function withoutLogin(name: string | undefined): string | undefined {
  return name?.includes('@') ? name.split('@', 1)[0] : name;
}
