/** What of a call is one agent's own: is it theirs, how far is it for them. Rules PJ3, PJ5–PJ8 of `SPEC-targets.md`. */
import type { Call, CallState, Party, Talker } from './call.ts';
import type { Roster } from './roster.ts';
import type { Addressing } from './targets.ts';

export interface OwnPart {
  /** This agent talks, talked, or placed the call. */
  mine: boolean;
  state: CallState;
  startedAt: number;
  answeredAt?: number;
  endedAt?: number;
  /** Who had the call before them. */
  before?: NonNullable<Call['handedOver']>;
  /** They handed it over; to whom, as far as it is known. */
  after?: { party?: Party };
  /** It is theirs, or one of their phones rings for it now. */
  takes: boolean;
}

export interface OwnParts {
  of(call: Call, agentId: number): OwnPart;
  /** Those to whom the call may look other than to the rest. */
  concerned(call: Call): ReadonlySet<number>;
}

export function createOwnParts(deps: { roster: Roster; addressing: Addressing }): OwnParts {
  const { roster, addressing } = deps;
  const idsOf = (parties: readonly Party[]) =>
    parties.flatMap((party) => roster.find(party)).map(({ agentId }) => agentId);

  function isOnly(party: Party, agentId: number): boolean {
    const people = roster.find(party);
    return people.length === 1 && people[0]?.agentId === agentId;
  }

  function stateFor(call: Call, about: { rings: boolean; rang: boolean; own?: Talker }): CallState {
    const { rings, rang, own } = about;
    // Turned away: it rings nowhere, whenever the telephone system gets round to saying so.
    if (call.blocked && call.answeredAt === undefined) return 'ended';
    if (call.state === 'talking') {
      if (rings && (!own || own.toAt !== undefined)) return 'ringing';
      return own?.toAt === undefined ? 'talking' : 'ended';
    }
    // Their phone has stopped; a party that nobody knows may be another phone of theirs.
    const elsewhere = call.ringing.every((party) => party.name || roster.find(party).length > 0);
    return call.state === 'ringing' && rang && !rings && elsewhere ? 'queued' : call.state;
  }

  return {
    of(call, agentId) {
      const isAgent = (party: Party) => roster.find(party).some((one) => one.agentId === agentId);
      const has = (ids: readonly { agentId?: number }[]) =>
        ids.some((person) => person.agentId === agentId);
      const { talkers } = call;
      const callers = addressing.callers(call);
      const took = addressing.talkers(call).filter((person) => !callers.includes(person));
      // Two people of one name or number: nobody can say which of them talks.
      const known = took.length === 1 || talkers.some(({ party }) => isOnly(party, agentId));
      const mine = has(callers) || (has(took) && known);
      const at = mine ? talkers.findLastIndex(({ party }) => isAgent(party)) : -1;
      const after = handedTo(call, at);
      const talk = talkers[at];
      // Of a call that was placed the other side's phone answers, too: nobody but a hand-over ends a talk.
      const own = call.direction === 'in' || handedOn(call) ? talk : undefined;
      const rings = call.ringing.some(isAgent);
      const rang = rings || call.everRang.some(isAgent);
      const state = stateFor(call, { rings, rang, ...(own && { own }) });
      const offered = state === 'ringing' && call.state === 'talking';
      const last = talkers.at(-1);
      const before = offered ? last : talkers[at - 1];
      const handedAt = last?.toAt ?? call.transfers?.at(-1)?.at;
      const answeredAt = own?.fromAt ?? call.answeredAt;
      const endedAt = state === 'ended' ? (own?.toAt ?? call.endedAt) : undefined;
      const part: OwnPart = { mine, state, startedAt: call.startedAt, takes: mine || rings };
      if (offered) part.startedAt = handedAt ?? call.startedAt;
      else if (answeredAt !== undefined) part.answeredAt = answeredAt;
      if (endedAt !== undefined) part.endedAt = endedAt;
      if (before) {
        const untilAt = before.toAt ?? talk?.fromAt ?? handedAt ?? before.fromAt;
        part.before = { party: before.party, talkedMs: untilAt - before.fromAt };
      } else if (call.handedOver && addressing.targets(call).agents.has(agentId)) {
        part.before = call.handedOver;
      }
      if (part.before && isAgent(part.before.party)) delete part.before;
      if (after && state === 'ended') part.after = after;
      return part;
    },
    concerned(call) {
      const ids = [...addressing.talkers(call), ...addressing.callers(call)].map(
        ({ agentId }) => agentId,
      );
      if (call.talkers.length > 0) ids.push(...idsOf(call.ringing));
      if (call.state === 'ringing' && call.everRang.length > call.ringing.length) {
        ids.push(...idsOf(call.everRang));
      }
      if (call.handedOver) ids.push(...addressing.targets(call).agents);
      return new Set(ids.filter((id) => id !== undefined));
    },
  };
}

function handedOn({ transfers = [] }: Call): boolean {
  return transfers.some(({ type }) => type !== 'forward');
}

/** Whom the talker at that place handed the call over to; undefined when they did not. */
function handedTo(call: Call, at: number): OwnPart['after'] {
  const { talkers, transfers = [] } = call;
  const talk = talkers[at];
  if (!talk) return undefined;
  const handOver = transfers.findLast((one) => one.type !== 'forward' && one.at >= talk.fromAt);
  const next = talkers[at + 1];
  if (next && (handOver || call.direction === 'in')) return { party: next.party };
  if (handOver && talk.toAt !== undefined && handOver.at <= talk.toAt) {
    // Where a blind one was sent may be told by nothing but the phone that rings.
    const party = handOver.to ?? (call.ringing.length === 1 ? call.ringing[0] : undefined);
    return party ? { party } : {};
  }
  return call.state === 'ended' && call.transferredTo !== undefined ? {} : undefined;
}
