import type { NoteExtras, NoteTarget } from './card.ts';
import type { NoteOptions } from './note-options.ts';
import type { NumberField, PersonHit } from './person-hit.ts';

/** What an action came to. Failures are values whose `code` the texts have words for. */
export type Answer<T = unknown> =
  { ok: true; value: T } | { ok: false; code: string; detail?: string };

export interface NoteDraft extends NoteExtras {
  text: string;
  internal: boolean;
  target?: NoteTarget | undefined;
}

export interface NewPerson {
  firstname: string;
  lastname: string;
  email?: string;
  organizationId?: number;
  /** Field that gets the number of the call. */
  field: string;
  /** Although somebody very like them exists. */
  anyway?: boolean;
}

/** Everything an agent can do on a card. The owner of the card asks the background. */
export interface CardActions {
  openProfile: (callId: string, userId: number) => Promise<Answer>;
  openTicket: (callId: string, ticketId: number) => Promise<Answer>;
  newTicket: (callId: string, userId: number | undefined) => Promise<Answer>;
  /** What the agent's rule for a click says. */
  openByRule: (callId: string) => Promise<Answer>;
  openLink: (callId: string, link: number) => Promise<Answer>;
  /** What a rule would have opened. */
  acceptOffer: (callId: string) => Promise<Answer>;
  pick: (callId: string, userId: number) => Promise<Answer>;
  /** Not them, for the whole team. */
  exclude: (callId: string, userId: number, undo?: boolean) => Promise<Answer>;
  dismiss: (callId: string) => Promise<Answer>;
  callBack: (callId: string, number: string) => Promise<Answer>;
  copy: (text: string) => Promise<Answer>;
  searchPeople: (query: string) => Promise<Answer<PersonHit[]>>;
  organizations: (query: string) => Promise<Answer<{ id: number; name: string }[]>>;
  numberFields: () => Promise<Answer<NumberField[]>>;
  choose: (callId: string, userId: number) => Promise<Answer>;
  attach: (
    callId: string,
    about: { userId: number; field: string; replace?: boolean },
  ) => Promise<Answer<{ userId: number }>>;
  create: (callId: string, person: NewPerson) => Promise<Answer<{ userId: number }>>;
  keepNote: (callId: string, note: NoteDraft) => Promise<Answer<{ keptAt: number }>>;
  sendNote: (callId: string, note: NoteDraft & { target: NoteTarget }) => Promise<Answer>;
  editNote: (callId: string, text: string) => Promise<Answer>;
  noteOptions: (callId: string, groupId?: number) => Promise<Answer<NoteOptions>>;
  tags: (query: string) => Promise<Answer<string[]>>;
  textModules: (
    callId: string,
    query: string,
  ) => Promise<Answer<{ id: number; name: string; text: string }[]>>;
}
