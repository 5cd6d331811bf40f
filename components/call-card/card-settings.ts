import type { CardLink, NoteTemplate } from '../../lib/core/settings.ts';

/** What the agent's settings put on every card. */
export interface CardSettings {
  /** More links; `openLink` takes the place in this list. */
  links: readonly CardLink[];
  outcomes: readonly string[];
  templates: readonly NoteTemplate[];
  /** New notes are hidden from the customer. */
  noteInternal: boolean;
}

/** Before the settings are known. */
export const PLAIN_CARDS: CardSettings = {
  links: [],
  outcomes: [],
  templates: [],
  noteInternal: true,
};
