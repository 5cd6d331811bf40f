/**
 * `CardView`: everything one caller card shows. The background builds it (call first, the rest
 * streams in) and sends it whole; content script and popup only ever replace a card by a newer one.
 * It holds no secret: content scripts are treated as hostile.
 */
import type { AgentCall, MatchKind } from './agent-call.ts';
import type { CardLink, NoteTemplate, OpenWhat } from './settings.ts';

/** A person who may be on the line. */
export interface CardPerson {
  userId: number;
  name: string;
  organization?: string;
  email?: string;
  vip: boolean;
  /** Hash of the picture in Zammad (`/api/v1/users/image/HASH`), when there is one. */
  image?: string;
  /**
   * Why this person matched. `detail` names the field (`phone`, `mobile`, `fax`, …), the ticket
   * (`#12345`) of `mentioned`, or who chose them (`picked`).
   */
  reason: { kind: MatchKind; detail?: string };
}

export interface CardTicket {
  id: number;
  number: string;
  title: string;
  /** Name of the state as Zammad has it, e.g. `open`, `pending reminder`. */
  state: string;
  /** Coarse state for the mark beside it. */
  kind: 'new' | 'open' | 'pending' | 'closed';
  /** The agent's own ticket. */
  mine: boolean;
  /** Name of the owner; absent when nobody owns it. */
  owner?: string;
  createdAt: number;
  updatedAt: number;
  /** When it escalates, if Zammad says so. */
  escalationAt?: number;
  /** Name of its group. */
  group?: string;
  /** Colleagues who have it on screen now. */
  openBy?: string[];
  /** Who wrote last that the customer can see, and when. */
  last?: { by: 'customer' | 'agent'; at: number; name?: string };
}

/** Something that could not be learned or done; the UI has words and a remedy for each. */
export const CARD_PROBLEMS = [
  'zammad/unreachable',
  'zammad/slow',
  'zammad/unauthorised',
  'zammad/forbidden',
  'zammad/broken',
] as const;
export type CardProblem = (typeof CARD_PROBLEMS)[number];

/**
 * Where a note goes. `new` makes a phone ticket with the note as its first article. `later`: not
 * decided yet; the note waits in the list of notes to assign.
 */
export type NoteTarget =
  | { kind: 'ticket'; ticketId: number }
  | { kind: 'new'; title: string; groupId: number; ownerId?: number; priorityId?: number }
  | { kind: 'later' };

/** What is written down about a call besides the text. All optional. */
export interface NoteExtras {
  /** One of the agent's outcomes, in words. */
  outcome?: string;
  tags?: string[];
  /** The ticket becomes a pending reminder for this moment. */
  followUpAt?: number;
  /** Goes into Zammad's time accounting. */
  minutes?: number;
}

export interface CardNote extends NoteExtras {
  text: string;
  internal: boolean;
  target?: NoteTarget;
  /**
   * `draft`: being written. `parked`: to be assigned later. `waiting`: handed over, will be sent
   * when Zammad answers. `sending`: on the wire. `sent`: the article is in Zammad. `refused`:
   * Zammad said no for good.
   */
  status: 'draft' | 'parked' | 'waiting' | 'sending' | 'sent' | 'refused';
  /** When the text was last kept. */
  keptAt?: number;
  /** `sent`: the ticket it is in. */
  ticket?: { id: number; number: string };
  /** `sent`: the article, and until when its text may still be changed. */
  articleId?: number;
  editableUntil?: number;
  /** `sent`, but this did not get through (tags, follow-up, minutes); the text did. */
  missing?: ('tags' | 'followUp' | 'minutes')[];
  /** `refused`: what Zammad said, for the agent to read. */
  problem?: string;
}

export interface CardView {
  call: AgentCall;
  /**
   * `looking`: an answer is under way. `known`: `people` has at least one. `unknown`: nobody
   * matched. `withheld`: there is no number to look for. `unavailable`: nobody could be asked.
   */
  identity: 'looking' | 'known' | 'unknown' | 'withheld' | 'unavailable';
  /** Best first, at most 20. */
  people: CardPerson[];
  /** The person the card is about; absent until one is clear or was picked. */
  chosen?: number;
  /** Of the chosen person: open ones first. Undefined while not (yet) known. */
  tickets?: CardTicket[];
  /** Of the chosen person: when a ticket of theirs last changed. */
  lastContactAt?: number;
  problems: CardProblem[];
  note: CardNote;
  /** Groups the agent may create tickets in, for a note to a new ticket. */
  groups: { id: number; name: string }[];
  /** Put away by the agent. */
  dismissed: boolean;
  /** This device is the one that rings and opens (one ring per human). */
  lead: boolean;
  /** IANA time zone of the caller, where the number tells it and it differs from ours. */
  zone?: string;
  /** A rule would have opened this, but the agent was busy; may be taken up until then. */
  offer?: { what: Exclude<OpenWhat, 'nothing'>; until: number };
  /** How often this number called before, as far as the relay knows; absent while not known. */
  earlier?: { calls: number; lastAt?: number };
}

/** The message streams of the background's port `cards`. */
export type CardsMessage =
  | {
      type: 'all';
      cards: CardView[];
      phone: 'on' | 'quiet';
      locale: 'de' | 'en' | 'auto';
      /** How `tel:` links are dialled; they are left alone when absent or `off`. */
      dial?: 'system' | 'relay' | 'off';
      /** The sound of a ringing call on the device that leads; none when absent. */
      sound?: 'off' | 'soft' | 'ring';
      /** 0–100. */
      volume?: number;
      /** More links on each card. */
      links?: CardLink[];
      /** Show the strip of earlier calls on profiles and tickets. */
      strip?: boolean;
      /** What the agent may write a note with. */
      outcomes?: string[];
      templates?: NoteTemplate[];
      noteInternal?: boolean;
      /** The agent's own user id in Zammad: what a page remembers is kept apart by it. */
      userId?: number;
    }
  | { type: 'card'; card: CardView }
  | { type: 'gone'; id: string }
  /** The shortcut was pressed: move the focus into the newest card of this page, or into that of `id`. */
  | { type: 'focus'; id?: string }
  /** Missed board or history are not what they were: ask again while they are on screen. */
  | { type: 'board' };

/** What a page of Zammad tells the background over the same port. */
export type PageMessage =
  /** Tickets on screen now; empty: none, or the page is hidden. */
  | { type: 'tickets'; ids: number[] }
  /** Is it on screen, and when was the last key, click or focus in it (epoch ms; 0: none yet). */
  | { type: 'page'; visible: boolean; activeAt: number };
