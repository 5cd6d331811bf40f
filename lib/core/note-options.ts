/** What a note can be given, in this Zammad and for this agent. */
export interface NoteOptions {
  groups: { id: number; name: string }[];
  priorities: { id: number; name: string; preset: boolean }[];
  /** Who may own a ticket of the group that was asked for; empty without a group. */
  owners: { id: number; name: string }[];
  /** Zammad takes minutes. */
  timeAccounting: boolean;
  /** Talk time of the call, rounded as set; absent while it goes on or was not answered. */
  minutes?: number;
  /** Title of a new ticket by the agent's own rule, placeholders filled. */
  title?: string;
  outcomes: string[];
  templates: { name: string; text: string }[];
}

/** A note that is not in Zammad yet, or has no ticket yet. */
export interface WaitingNote {
  callId: string;
  /** Who the call was with, in words. */
  who: string;
  text: string;
  status: 'draft' | 'parked' | 'waiting' | 'sending' | 'refused';
  /** When it was last kept or tried. */
  at: number;
  /** Code or Zammad's own words: why it waits. */
  problem?: string;
  /** When it is tried next. */
  nextAt?: number;
  attempts?: number;
}
