/**
 * Snapshots of calls as the ledger stores them. A few calls of each kind are played through the
 * call machine; all others are those with other names, numbers and times in them.
 */
import type { TrackedCall } from '../lib/core/call-facts.ts';
import { type Outcome, OUTCOMES } from '../lib/core/call-outcome.ts';
import { applyEvent } from '../lib/core/call-machine.ts';
import type { PbxEvent } from '../lib/core/call.ts';

export interface CallFill {
  id: string;
  startedAt: number;
  /** E.164 digits of the other side. */
  number: string;
  /** As the telephone system names it; empty: not at all. */
  name: string;
  line: string;
  queue: string;
  /** Those it rings at; the second one takes it. */
  agents: readonly { name: string; extension: string }[];
}

export interface MadeCall {
  columns: Pick<TrackedCall, 'version' | 'state' | 'direction' | 'missed'> & {
    talkMs: number | undefined;
    endMs: number;
  };
  snapshot: string;
}

/** Times of the played calls are this and up to 16 minutes more. */
const BASE = 1_000_000_000_000;
const MARKS = /(1000000\d{6})|@(\w+)@/;

export function createCallMaker(rings: number): (kind: Outcome, fill: CallFill) => MadeCall {
  const templates = new Map(
    OUTCOMES.map((kind) => {
      const call = play(kind, rings);
      // Pieces at odd places are marks: a time, or a name of something.
      return [kind, { call, pieces: JSON.stringify(call).split(MARKS) }] as const;
    }),
  );
  return (kind, fill) => {
    const { call, pieces } = templates.get(kind)!;
    const values: Record<string, string> = {
      id: fill.id,
      number: fill.number,
      name: JSON.stringify(fill.name).slice(1, -1),
      line: fill.line,
      queue: fill.queue,
    };
    for (const [index, agent] of fill.agents.entries()) {
      values[`n${index}`] = agent.name;
      values[`x${index}`] = agent.extension;
    }
    let snapshot = '';
    for (let at = 0; at < pieces.length; at += 3) {
      snapshot += pieces[at];
      const [time, mark] = [pieces[at + 1], pieces[at + 2]];
      if (time !== undefined) snapshot += String(fill.startedAt + Number(time) - BASE);
      else if (mark !== undefined) snapshot += values[mark] ?? '';
    }
    const { version, state, direction, missed, answeredAt, endedAt = BASE } = call;
    const talkMs = answeredAt === undefined ? undefined : endedAt - answeredAt;
    return {
      columns: { version, state, direction, missed, talkMs, endMs: endedAt - BASE },
      snapshot,
    };
  };
}

function play(kind: Outcome, rings: number): TrackedCall {
  const agents = Array.from({ length: rings }, (_, n) => ({
    name: `@n${n}@`,
    extension: `@x${n}@`,
  }));
  const caller = agents[1]!;
  const outside = { raw: '@number@', e164: '@number@', name: '@name@' };
  const line = { raw: '@line@', e164: '@line@' };
  const direction = kind === 'internal' ? 'internal' : /placed|unreached/.test(kind) ? 'out' : 'in';
  const sides = {
    in: { from: outside, to: line, queue: { name: '@queue@' }, targets: agents },
    out: { from: { ...line, ...caller }, to: outside },
    internal: { from: caller, to: agents[0]!, targets: [agents[0]!] },
  };
  const took = { in: caller, out: outside, internal: agents[0]! }[direction];
  const steps: Partial<PbxEvent>[] = [{ kind: 'new', direction, ...sides[direction] }];
  const reached = kind === 'answered' || kind === 'placed' || kind === 'internal';
  if (reached) steps.push({ kind: 'answer', answeredBy: took });
  if (kind === 'voicemail') steps.push({ kind: 'answer', answeredBy: { kind: 'voicemail' } });
  steps.push({ kind: 'hangup', end: { cause: reached ? 'normalClearing' : 'noAnswer' } });
  let call: TrackedCall | undefined;
  for (const [index, step] of steps.entries()) {
    const at = BASE + index * 25_000;
    const event = { source: 'main', callId: '@id@', at, ...step } as PbxEvent;
    call = applyEvent(call, event, () => '@id@').call;
  }
  return call!;
}
