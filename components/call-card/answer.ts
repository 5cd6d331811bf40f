import type { NoteTarget } from '../../lib/core/card.ts';

/** What an action came to. Failures are values whose `code` the texts have words for. */
export type Answer<T = unknown> =
  { ok: true; value: T } | { ok: false; code: string; detail?: string };

/** Everything an agent can do on a card. The owner of the card asks the background. */
export interface CardActions {
  openProfile: (callId: string, userId: number) => Promise<Answer>;
  openTicket: (callId: string, ticketId: number) => Promise<Answer>;
  newTicket: (callId: string, userId: number | undefined) => Promise<Answer>;
  pick: (callId: string, userId: number) => Promise<Answer>;
  dismiss: (callId: string) => Promise<Answer>;
  callBack: (callId: string, number: string) => Promise<Answer>;
  copy: (text: string) => Promise<Answer>;
  keepNote: (callId: string, note: NoteDraft) => Promise<Answer<{ keptAt: number }>>;
  sendNote: (callId: string, note: NoteDraft & { target: NoteTarget }) => Promise<Answer>;
}

export interface NoteDraft {
  text: string;
  internal: boolean;
  target?: NoteTarget | undefined;
}
