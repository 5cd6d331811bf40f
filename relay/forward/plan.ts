/**
 * What is to be told to Zammad about a call after an event, beside what was told already. What
 * nobody began to send is planned anew with each event, so that a call that is told late or out of
 * order is told as it was. Pure; `missing.ts` says what, `bodies.ts` in which words.
 */
import type { Call } from '../../lib/core/call.ts';
import type { ForwardConfig } from '../config.ts';
import { type ForwardBody, forwardBody, type Wording } from './bodies.ts';
import { missingSteps, NOTHING_TOLD, type Step, type Told } from './missing.ts';
import { readRowKind, writeRowKind } from './row-kind.ts';
import type { TeamNames } from './team-names.ts';

export type ForwardWishes = Pick<ForwardConfig, 'agentReference' | 'internal' | 'transfers'>;

/** One row of `forwards`, as far as it matters here. */
export interface PlannedRow {
  kind: string;
  /** Null: waits. */
  state: string | null;
  /** JSON of `ForwardBody`. */
  body: string;
  /** Null together with `state`: nobody began to send it. */
  last_error: string | null;
}

export interface Plan<R> {
  /** What was sent, or tried; the others are taken back. */
  stands: readonly R[];
  /** `hold`: another event may still put it right. */
  fresh: { kind: string; body: string; hold: boolean }[];
}

export function planForwards<R extends PlannedRow>(
  call: Call,
  rows: readonly R[],
  { team, wishes }: { team: TeamNames; wishes: ForwardWishes },
): Plan<R> {
  const stands = standing(rows);
  const told = readTold(stands);
  const wording: Omit<Wording, 'part'> = {
    agentReference: wishes.agentReference,
    direction: told.direction ?? (call.direction === 'out' ? 'out' : 'in'),
    answerer: team.answererOf(call),
    nameOf: (party) => team.nameOf(party),
  };
  const user = field(forwardBody('answer', call, { ...wording, part: 1 }), 'user');
  const fresh = missingSteps(call, told, { ...wishes, user }).map((step) => ({
    kind: writeRowKind(step),
    body: JSON.stringify(forwardBody(step.kind, call, { ...wording, part: step.part })),
    hold: mayChange(step, call),
  }));
  return { stands, fresh };
}

function standing<R extends PlannedRow>(rows: readonly R[]): readonly R[] {
  // A hand-over is told as a whole.
  if (rows.some(({ kind }) => readRowKind(kind).part > 1)) return rows;
  return rows.filter(({ state, last_error: error }) => state !== null || error !== null);
}

/** A call that nobody announced yet; the end of one that nobody took. */
function mayChange({ kind, part }: Step, call: Call): boolean {
  if (part > 1) return false;
  if (kind === 'newCall') return !call.announced;
  return kind === 'hangup' && call.answeredAt === undefined;
}

function readTold(rows: readonly PlannedRow[]): Told {
  let told = NOTHING_TOLD;
  for (const row of rows) {
    const { kind, part } = readRowKind(row.kind);
    const body = JSON.parse(row.body) as ForwardBody;
    if (part > told.part) {
      const direction = field(body, 'direction') === 'out' ? 'out' : 'in';
      told = { part, kinds: new Set([kind]), lost: false, direction };
    } else told = { ...told, kinds: new Set([...told.kinds, kind]) };
    if (kind === 'newCall' && row.state === 'given-up') told = { ...told, lost: true };
    if (kind === 'answer') told = { ...told, user: field(body, 'user') };
  }
  return told;
}

function field(body: ForwardBody, name: string): string | undefined {
  return body.find(([key]) => key === name)?.[1];
}
