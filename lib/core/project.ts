/** A `Call` as one agent may see it. Rules PJ* of `SPEC-targets.md`. */
import type { AgentCall, Match } from './agent-call.ts';
import type { Call, Party } from './call.ts';
import type { Lines } from './lines.ts';
import { MANUAL_SOURCE } from './manual-call.ts';
import { createOwnParts, type OwnPart } from './own-part.ts';
import type { Phone } from './phone.ts';
import type { Person, Roster } from './roster.ts';
import type { Addressing } from './targets.ts';

/** Longest text of the telephone system that is passed on; the schema of `AgentCall` allows 1,000. */
const MAX_TEXT = 200;

/** What is known besides the call. */
interface Known {
  /** Version to show, already raised by the revisions of the rest. */
  version: number;
  matches: Match[];
  /** Zammad ids of those whom the number is not. */
  excluded?: readonly number[] | undefined;
  /** What an agent (Zammad id) wrote about this call. */
  draftOf?: ((agentId: number) => string | undefined) | undefined;
}

export interface Projector {
  project(call: Call, agentId: number, known: Known): AgentCall;
  /** Zammad id of the agent whose draft this one gets to read: who handed the call over to them. */
  giverOf(call: Call, agentId: number): number | undefined;
  /** Agents to whom the call may look other than to the rest, who all see the same. */
  concerned(call: Call): ReadonlySet<number>;
  /** E.164 digits of the other side when it is a customer's: the number to look people up by. */
  lookupNumber(call: Call): string | undefined;
}

export function createProjector(input: {
  roster: Roster;
  addressing: Addressing;
  lines: Lines;
  phone: Phone;
}): Projector {
  const { roster, addressing, lines, phone } = input;
  const parts = createOwnParts({ roster, addressing });

  /** The name of a colleague; a number that is nobody's we know is not told, nor is a mailbox somebody. */
  function nameOf(party: Party): string | undefined {
    if (party.kind === 'voicemail') return undefined;
    const people = roster.find(party);
    if (people.length === 1 && people[0]) return people[0].name;
    return clean(party.name) || party.extension || undefined;
  }

  function remoteSide(call: Call, agentId: number): Party {
    if (call.direction === 'in') return call.from;
    if (call.direction === 'out') return call.to;
    return has(addressing.callers(call), agentId) ? call.to : call.from;
  }

  function isInternal(call: Call, party: Party): boolean {
    if (call.direction === 'internal') return true;
    if (party.e164) return roster.owners(party.e164).length > 0;
    return party.extension !== undefined;
  }

  function remoteOf(
    call: Call,
    agentId: number,
    { matches, excluded = [] }: Known,
  ): AgentCall['remote'] {
    const party = remoteSide(call, agentId);
    if (party.withheld) return { display: '', withheld: true, internal: false, matches: [] };
    const internal = isInternal(call, party);
    const display = party.e164
      ? phone.display(party.e164)
      : (party.extension ?? (clean(party.raw) || ''));
    const colleague = internal ? nameOf(party) : undefined;
    const name = colleague ?? clean(party.name);
    return {
      ...(party.e164 && !internal && { number: `+${party.e164}` }),
      display,
      withheld: false,
      internal,
      ...(name && name !== display && { name }),
      matches: internal ? [] : matches,
      ...(!internal && excluded.length > 0 && { excluded: [...excluded] }),
    };
  }

  function lineOf(call: Call): AgentCall['line'] {
    const { party, rule } = lines.side(call);
    const number = party.e164 ? `+${party.e164}` : (party.extension ?? (clean(party.raw) || ''));
    return {
      number,
      ...(party.e164 && { display: phone.display(party.e164) }),
      ...(rule?.label && { label: clean(rule.label) }),
      ...(rule?.greeting && { greeting: clean(rule.greeting) }),
      ...(rule?.language && { language: clean(rule.language) }),
      ...(rule?.private && { private: true }),
    };
  }

  function queueOf(call: Call, line: string): string | undefined {
    const configured = lines.queues(call)[0]?.name;
    if (configured) return clean(configured);
    const text = clean(call.queue?.name ?? call.queue?.id);
    // Zammad's default for a missing queue is the dialled number itself: that is the line, no queue.
    const { e164 } = text ? phone.read(text) : {};
    return e164 && `+${e164}` === line ? undefined : text;
  }

  function answeredBy(call: Call, talkers: Person[]): string | undefined {
    if (call.answeredAt === undefined && !call.answeredBy) return undefined;
    if (call.direction === 'out') return undefined;
    const last = call.talkers.at(-1)?.party ?? call.answeredBy;
    const named = last && nameOf(last);
    return named ?? (talkers.length === 1 ? talkers[0]?.name : undefined);
  }

  /** Only of one whom no namesake can be mistaken for: a draft is not for everybody. */
  function giverId({ before, takes }: OwnPart): number | undefined {
    if (!before || !takes) return undefined;
    const people = roster.find(before.party);
    return people.length === 1 ? people[0]?.agentId : undefined;
  }

  return {
    giverOf: (call, agentId) => giverId(parts.of(call, agentId)),
    project(call, agentId, known) {
      const line = lineOf(call);
      const queue = queueOf(call, line.number);
      const talkers = addressing.talkers(call);
      const who = answeredBy(call, talkers);
      const cause = call.cause ?? clean(call.causeWord);
      const part = parts.of(call, agentId);
      const { mine, state, startedAt, answeredAt, endedAt, before, after } = part;
      const giver = before && nameOf(before.party);
      const author = giverId(part);
      const draft = author === undefined ? undefined : known.draftOf?.(author);
      const taker = after?.party && nameOf(after.party);
      const outside = call.talkers.at(-1)?.party.kind === 'external' && !mine;
      const ringing = call.ringing.map(nameOf).filter((name) => name !== undefined);
      return {
        id: call.id,
        version: known.version,
        direction: call.direction,
        state,
        line,
        ...(queue && { queue }),
        remote: remoteOf(call, agentId, known),
        ringing: [...new Set(ringing)].slice(0, 50),
        ...(who && answeredAt !== undefined && { answeredBy: who }),
        mine,
        startedAt,
        ...(answeredAt !== undefined && { answeredAt }),
        ...(endedAt !== undefined && { endedAt }),
        ...(cause && { cause }),
        missed: call.missed,
        forwarded: call.forwarded || outside,
        voicemail: call.voicemail,
        ...(before &&
          giver && {
            transferredFrom: {
              agent: giver,
              talkedMs: Math.max(0, before.talkedMs),
              ...(draft !== undefined && { draft }),
            },
          }),
        ...(after && { transferredTo: taker ? { agent: taker } : {} }),
        ...(call.dialId !== undefined && mine && { dialId: call.dialId }),
        done: state === 'ended' && (call.mark?.done ?? (!call.missed && !call.voicemail)),
        ...(call.source === MANUAL_SOURCE && { manual: true }),
      };
    },
    concerned: (call) => parts.concerned(call),
    lookupNumber(call) {
      if (call.direction === 'internal') return undefined;
      const party = call.direction === 'in' ? call.from : call.to;
      if (party.withheld || !party.e164 || isInternal(call, party)) return undefined;
      return party.e164;
    },
  };
}

function has(people: readonly Person[], agentId: number): boolean {
  return people.some((person) => person.agentId === agentId);
}

/** Text of the telephone system without control and direction characters, shortened; none when empty. */
function clean(text: string | undefined): string | undefined {
  const plain = text
    ?.slice(0, MAX_TEXT * 4)
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_TEXT);
  return plain || undefined;
}
