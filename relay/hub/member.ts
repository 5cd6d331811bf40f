/** One stream of one agent in the hub. */
import type { Call } from '../../lib/core/call.ts';
import type { Agent } from '../../lib/protocol/frames.ts';
import type { Candidate } from './lead.ts';
import type { Outlet } from './outlet.ts';

/** A call on its way to those who follow it. */
export interface Delivery {
  call: Call;
  /** Journal position of the change; undefined for a call that is shown again (matches, lead). */
  seq: number | undefined;
  /** JSON of the call as this agent sees it. */
  body: (agentId: number) => string;
}

export interface Member extends Candidate {
  agent: Agent;
  outlet: Outlet;
  /** `replay`: what happens meanwhile waits in `queue`. */
  phase: 'replay' | 'live';
  /** Journal position up to which the replay answers; then that of the newest frame sent. */
  head: number;
  queue: Delivery[];
  lead: boolean;
  /** Zammad ids of the tickets on screen there. */
  tickets: readonly number[];
}

export function callFrame(cursor: string, lead: boolean, body: string): string {
  return `{"type":"call","cursor":${JSON.stringify(cursor)},"lead":${lead},"call":${body}}`;
}
