/** Which agents a call concerns. Rules TG* of `SPEC-targets.md`. */
import type { Call, Party } from './call.ts';
import type { Lines } from './lines.ts';
import type { Phone } from './phone.ts';
import type { Person, Roster } from './roster.ts';

export interface Targets {
  /** Zammad user ids of the agents the call names. */
  agents: ReadonlySet<number>;
  /** The call names nobody we know and such calls go to everyone. */
  everyone: boolean;
}

export interface Addressing {
  targets(call: Call): Targets;
  /** People of ours who talk or talked in this call. */
  talkers(call: Call): Person[];
  /** The people of ours who placed an outgoing or internal call. */
  callers(call: Call): Person[];
  /** On a private line: whom it names (and its queue's agents) may see it, never everyone. */
  isPrivate(call: Call): boolean;
  /** Who may read the call in history; `everyone`: all agents. */
  readers(call: Call): Targets;
  /** May this agent read the call in history? Never wider than `visibility` and private lines allow. */
  maySee(call: Call, agentId: number): boolean;
}

export function createAddressing(input: {
  roster: Roster;
  lines: Lines;
  phone: Phone;
  nobodyMapped: 'everyone' | 'nobody';
  /** `team`: everyone reads every call's history; `own`: only calls that concern them. */
  visibility: 'team' | 'own';
  /** The agent who asked for a click-to-dial request. */
  dialAgent?: ((dialId: string) => number | undefined) | undefined;
}): Addressing {
  const { roster, lines, phone } = input;
  const find = (parties: readonly (Party | undefined)[]): Person[] => [
    ...new Set(parties.flatMap((party) => (party ? roster.find(party) : []))),
  ];

  function callers(call: Call): Person[] {
    if (call.direction === 'in') return [];
    const asked = call.dialId === undefined ? undefined : input.dialAgent?.(call.dialId);
    const person = asked === undefined ? undefined : roster.byId(asked);
    return person ? [person] : find([call.from]);
  }

  function talkers(call: Call): Person[] {
    if (call.direction === 'out') {
      const people = handedOn(call) ? find(call.talkers.map(({ party }) => party)) : [];
      return [...new Set([...callers(call), ...people])];
    }
    const took = [call.answeredBy, ...call.talkers.map(({ party }) => party)];
    const named = find(took.filter((party) => party?.kind !== 'voicemail'));
    if (call.answeringNumber && named.length === 0) {
      named.push(...find([numberParty(call.answeringNumber, phone)]));
    }
    const answered = call.answeredAt !== undefined;
    if (answered && named.length === 0 && !took.some(names) && !call.answeringNumber) {
      // The system does not say who took it, but only one of us was rung.
      const rang = rung(call);
      if (rang.length === 1) named.push(...rang);
    }
    if (call.direction === 'internal') named.push(...(answered ? callers(call) : []));
    return [...new Set(named)];
  }

  /** Those it rings or rang at; the dialled number speaks only when no person was named. */
  function rung(call: Call): Person[] {
    const outgoing = call.direction === 'out';
    if (outgoing && !handedOn(call)) return [];
    const named = find([...call.everRang, ...call.ringing]);
    if (outgoing) return named;
    return named.length > 0 ? named : find([call.to]);
  }

  function targets(call: Call): Targets {
    const queued = lines
      .queues(call)
      .flatMap((queue) => queue.agents ?? [])
      .map((login) => roster.byLogin(login));
    const addressed = [...rung(call), ...callers(call), ...queued.filter((p) => p !== undefined)];
    const took = talkers(call);
    const agents = new Set<number>();
    for (const { agentId } of [...addressed, ...took]) {
      if (agentId !== undefined) agents.add(agentId);
    }
    // A call that an answer made known, by somebody we know, never rang for the others.
    const rangForNobody = addressed.length === 0 && (call.announced || took.length === 0);
    const everyone =
      rangForNobody &&
      input.nobodyMapped === 'everyone' &&
      call.direction !== 'internal' &&
      !isPrivate(call);
    return { agents, everyone };
  }

  function isPrivate(call: Call): boolean {
    return lines.side(call).rule?.private === true;
  }

  function readers(call: Call): Targets {
    const concerned = targets(call);
    const open = call.direction !== 'internal' && !isPrivate(call) && input.visibility === 'team';
    return { agents: concerned.agents, everyone: concerned.everyone || open };
  }

  return {
    targets,
    talkers,
    callers,
    isPrivate,
    readers,
    maySee(call, agentId) {
      const { agents, everyone } = readers(call);
      return everyone || agents.has(agentId);
    },
  };
}

/** Only then an outgoing call rings at people of ours. */
function handedOn(call: Call): boolean {
  return call.transfers?.some(({ type }) => type !== 'forward') ?? false;
}

/** A bare number (or, from some systems, a login) as a side of a call. */
function numberParty(text: string, phone: Phone): Party {
  const { e164, extension } = phone.read(text);
  return {
    raw: text,
    ...(e164 !== undefined && { e164 }),
    ...(extension !== undefined && { extension }),
  };
}

function names(party: Party | undefined): boolean {
  if (!party) return false;
  const { kind, name, extension, account, e164 } = party;
  // A mailbox or somebody outside is none of those who were rung.
  return (kind !== undefined && kind !== 'person') || Boolean(name || extension || account || e164);
}
