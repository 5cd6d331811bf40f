/**
 * Copies of the drafts at the relay, so that another browser of the agent, or the colleague who
 * gets the call, finds what was begun. What is still to be told is seen from what is stored: being
 * stopped in the middle loses nothing. Nobody ever waits for it.
 */
import { NOTE_MAX, type Draft } from '../../lib/protocol/workspace.ts';
import { backoffMs } from '../../lib/relay-client/backoff.ts';
import type { RelayHttp } from '../../lib/relay-client/http.ts';
import { RelayError } from '../../lib/relay-client/relay-error.ts';
import type { StoredDraft } from '../../lib/storage/notes.ts';
import * as v from 'valibot';
import { noteTargetSchema } from '../../lib/storage/notes.ts';
import type { NoteDrafts } from './note-drafts.ts';
import { fullText } from './note-merge.ts';

/** Pauses of a writer who goes on are one message. */
export const MIRROR_MS = 1_000;

export interface DraftMirrorDeps {
  drafts: NoteDrafts;
  relay: () => Pick<RelayHttp, 'putDraft' | 'drafts'> | undefined;
  /** Whose drafts may be told. */
  userId: () => number | undefined;
  /** A draft came or changed by what another browser kept. */
  onAdopted(callId: string): void;
  /** Already on its way from here: not to be written again. */
  isHandedOver(callId: string, text: string): boolean;
  onError(error: unknown): void;
  random(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export type DraftMirror = ReturnType<typeof createDraftMirror>;

/** The relay will not take it, now or later: the call is not known there, or not this agent's. */
const isFinal = (error: RelayError) =>
  error.code === 'relay/not-found' ||
  error.code === 'relay/refused' ||
  error.code === 'relay/forbidden';

export function createDraftMirror(deps: DraftMirrorDeps) {
  const { drafts } = deps;
  let timer: unknown;
  let attempt = 0;
  let working: Promise<void> | undefined;
  let again = false;

  function dirty(): [string, StoredDraft][] {
    const userId = deps.userId();
    return Object.entries(drafts.raw()).filter(([, draft]) => {
      if (draft.mirroredAt === draft.keptAt) return false;
      if (draft.userId !== undefined && draft.userId !== userId) return false;
      // Never told, and nothing to tell.
      return draft.mirroredAt !== undefined || draft.gone || fullText(draft).trim() !== '';
    });
  }

  async function tell(callId: string, draft: StoredDraft): Promise<void> {
    const relay = deps.relay();
    if (!relay) return;
    try {
      await relay.putDraft(callId, draftOf(draft));
    } catch (error) {
      if (!(error instanceof RelayError) || !isFinal(error)) throw error;
    }
    await drafts.mirrored(callId, draft.keptAt);
  }

  async function round(): Promise<void> {
    for (const [callId, draft] of dirty()) {
      if (!deps.relay()) return;
      await tell(callId, draft);
    }
  }

  /** Tells all that is to be told. Never two rounds side by side. */
  function flush(): Promise<void> {
    again = working !== undefined;
    working ??= (async () => {
      try {
        do {
          again = false;
          await round();
        } while (again);
        attempt = 0;
      } catch (error) {
        if (!(error instanceof RelayError)) deps.onError(error);
        // Whoever is not admitted any more waits for the next connection.
        if (!(error instanceof RelayError && error.code === 'relay/unauthorised'))
          plan(Math.max(MIRROR_MS, backoffMs(attempt++, deps.random())));
      } finally {
        working = undefined;
      }
    })();
    return working;
  }

  function plan(ms: number): void {
    deps.clearTimeout(timer);
    timer = deps.setTimeout(() => {
      timer = undefined;
      void flush();
    }, ms);
  }

  return {
    /** Something was typed, sent or thrown away. Waits for the next pause, not for the last. */
    touch(): void {
      if (timer === undefined && deps.relay()) plan(MIRROR_MS);
    },
    flush,
    /** The connection stands: takes what was kept elsewhere, then tells what was kept here. */
    async connected(): Promise<void> {
      const relay = deps.relay();
      if (!relay) return;
      attempt = 0;
      try {
        const { items } = await relay.drafts();
        for (const { callId, draft } of items) {
          const theirs = storedOf(draft, deps.userId());
          if (theirs.text.trim() === '' || deps.isHandedOver(callId, theirs.text)) continue;
          const before = drafts.get(callId);
          const after = await drafts.adopt(callId, theirs);
          if (after !== undefined && after !== before) deps.onAdopted(callId);
        }
      } catch (error) {
        if (!(error instanceof RelayError)) deps.onError(error);
      }
      await flush();
    },
  };
}

/** As the relay gets it; an empty text removes what is there. */
function draftOf(draft: StoredDraft): Draft {
  const { internal, outcome, tags, followUpAt, minutes, target, keptAt } = draft;
  const text = draft.gone ? '' : fullText(draft).slice(0, NOTE_MAX);
  return { text, internal, outcome, tags, followUpAt, minutes, target, keptAt };
}

/** What another browser wrote is checked: it may be a newer or an older one. */
function storedOf(draft: Draft, userId: number | undefined): StoredDraft {
  const { target, ...rest } = draft;
  const read = v.safeParse(noteTargetSchema, target);
  const known = read.success ? read.output : undefined;
  return { ...rest, userId, target: known, parked: known?.kind === 'later' || undefined };
}
