import type { NoteTarget } from '../../lib/core/card.ts';

/** Something around the editor that the agent did for the note: a ticket chosen, a text taken over. */
export interface NoteOrder {
  /** Counts up; each order is carried out once. */
  id: number;
  /** The agent goes there. */
  focus?: boolean;
  target?: NoteTarget;
  /** Put behind what is written. */
  append?: string;
}
