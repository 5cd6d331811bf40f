import type { AgentCall } from './agent-call.ts';

/** What happened while this browser was asleep or the agent signed off. */
export interface Away {
  from: number;
  to: number;
  calls: number;
  /** Missed ones among them, those that rang for this agent. */
  missed: AgentCall[];
  /** Taken by colleagues. */
  answered: number;
}
