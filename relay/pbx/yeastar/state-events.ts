/**
 * One 30011 push names every member of a call and how it stands. It is told as the events that
 * such a state implies; told twice, they change nothing.
 */
import type { Direction, Party, PbxEvent } from '../../../lib/core/call.ts';
import type { CallStateMessage, Member } from './message.ts';

export interface Reading {
  source: string;
  at: number;
  callId: string;
  number(text: string | null | undefined): Party | undefined;
}

interface Leg {
  party: Party;
  status: string;
  path: string | undefined;
}

const RINGS = new Set(['RING', 'EARLYMEDIA']);
/** `ANSWER`: took the call. `ANSWERED`: placed it, and it was taken. */
const TALKS = new Set(['ANSWER', 'HOLD']);
const PLACED = new Set(['ALERT', 'ANSWERED']);

export function stateEvents({ members }: CallStateMessage, reading: Reading): PbxEvent[] {
  const { source, at, callId } = reading;
  const outside = members.find(({ inbound }) => inbound)?.inbound;
  const trunk = members.find(({ outbound }) => outbound)?.outbound;
  const extensions = members.flatMap((member) => legOf(member, reading));
  if (!outside && !trunk && extensions.length === 0) return [];
  const base = { source, callId, at };
  const direction: Direction = outside ? 'in' : trunk ? 'out' : 'internal';
  const caller = extensions.find(({ status }) => PLACED.has(status));
  const callees =
    direction === 'in' ? extensions : extensions.filter((extension) => extension !== caller);
  const begin: PbxEvent = { ...base, kind: 'new', direction };
  const from = outside
    ? (reading.number(outside.from) ?? { withheld: true })
    : (caller?.party ?? reading.number(trunk?.from) ?? extensions[0]?.party);
  const to = outside
    ? reading.number(outside.to)
    : trunk
      ? reading.number(trunk.to)
      : callees[0]?.party;
  if (from) begin.from = from;
  if (to) begin.to = to;
  const path = outside?.call_path || extensions.find((extension) => extension.path)?.path;
  if (path && direction === 'in') begin.queue = { id: path, name: path };
  // Nobody rings yet: the caller listens to the menu or waits in the queue.
  if (path && direction === 'in' && callees.length === 0) begin.targets = [];
  const events = [begin];
  if (direction !== 'out') {
    const ringing = callees.filter(({ status }) => RINGS.has(status)).map(({ party }) => party);
    const left = callees.filter(({ status }) => status === 'BYE').map(({ party }) => party);
    if (ringing.length > 0) events.push({ ...base, kind: 'ring', targets: ringing });
    if (left.length > 0) events.push({ ...base, kind: 'stopRing', targets: left });
    for (const { party, status } of callees) {
      if (TALKS.has(status)) events.push({ ...base, kind: 'answer', answeredBy: party });
    }
  } else if (trunk?.member_status === 'ANSWER' || caller?.status === 'ANSWERED') {
    events.push({ ...base, kind: 'answer' });
  }
  const end = endOf(members, direction, callees);
  if (!end) return events;
  if (end.guessed) return [...events, { ...base, kind: 'hangup', end }];
  // Told again long after, a beginning would be that of another call.
  const { targets: _targets, ...sides } = begin;
  return [...events.slice(1), { ...sides, kind: 'hangup', end }];
}

/** Only who hangs up says BYE. One of ours may have handed the call over: then it is concluded. */
function endOf(members: Member[], direction: Direction, callees: Leg[]): PbxEvent['end'] {
  const says = (status: string | null | undefined) => status === 'BYE';
  const outside = members.map(({ inbound, outbound }) =>
    direction === 'in' ? inbound?.member_status : outbound?.member_status,
  );
  if (outside.some(says)) return { by: direction === 'in' ? 'caller' : 'callee' };
  const ours = members.filter(({ extension }) => extension);
  const all = members.map(
    (member) => (member.extension ?? member.inbound ?? member.outbound)?.member_status,
  );
  if (all.length > 0 && all.every(says)) return {};
  // Nobody took the call yet: the caller still waits, and will say BYE.
  if (direction === 'in' && outside.includes('ALERT')) return undefined;
  const gone = ours.some(({ extension }) => says(extension?.member_status));
  const goesOn = callees.some(({ status }) => RINGS.has(status) || TALKS.has(status));
  return gone && !goesOn ? { guessed: true } : undefined;
}

function legOf({ extension }: Member, reading: Reading): Leg[] {
  const party = reading.number(extension?.number);
  if (!extension || !party || party.withheld) return [];
  const path = extension.call_path || undefined;
  return [{ party, status: extension.member_status ?? '', path }];
}
