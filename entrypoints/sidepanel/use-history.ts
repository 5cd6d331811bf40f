import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import {
  datesWrong,
  EVERYTHING,
  type HistoryChoice,
  questionOf,
} from '../../components/history/choice.ts';
import type { HistoryViewProps } from '../../components/history/HistoryView.tsx';
import { useNow } from '../../components/surroundings.tsx';
import type { AgentCall } from '../../lib/core/agent-call.ts';
import type { CardsStore } from '../../lib/state/cards-store.ts';
import { RefusedError } from '../../lib/state/queries.ts';
import type { WorkspaceQueries } from '../../lib/state/workspace-queries.ts';
import { useCallChanges } from './use-call-changes.ts';

/** So long nothing is typed before it is asked. */
export const TYPING_MS = 250;
/** As long as no more is shown, the list follows by itself; a longer one asks first. */
const FOLLOWED_PAGES = 2;

/** Whether a list of the history may be fetched anew without being asked. */
export function isFollowed({ state }: { state: { data: unknown } }): boolean {
  const { pages = [] } = (state.data ?? {}) as { pages?: unknown[] };
  return pages.length <= FOLLOWED_PAGES;
}

type Fed = Omit<HistoryViewProps, 'onOpen' | 'onCallBack' | 'onTicket' | 'onEnter'>;

export function useHistory(needs: {
  queries: WorkspaceQueries;
  store: CardsStore;
  /** The part is on screen. */
  shown: boolean;
  since: number | undefined;
}): Fed & { choose: (choice: Partial<HistoryChoice>) => void } {
  const { queries, store, shown, since } = needs;
  const client = useQueryClient();
  const [choice, setChoice] = useState(EVERYTHING);
  const q = useSettled(choice.q);
  // For where a day begins.
  const now = useNow(shown, 60_000);
  const cards = useStore(store, (state) => state.cards);
  const query = queries.history(questionOf({ ...choice, q }, now, since));
  const { data, ...asked } = useInfiniteQuery({ ...query, enabled: shown && !datesWrong(choice) });
  const [fresh, setFresh] = useState(false);
  const pages = data?.pages.length ?? 0;

  function begin(): void {
    setFresh(false);
    client.setQueryData(query.queryKey, (now) =>
      now ? { pages: now.pages.slice(0, 1), pageParams: now.pageParams.slice(0, 1) } : now,
    );
    void client.invalidateQueries({ queryKey: query.queryKey });
  }
  useCallChanges(store, () => {
    client.removeQueries({ queryKey: ['history.page'], type: 'inactive' });
    if (!shown) return;
    if (pages <= FOLLOWED_PAGES) void client.invalidateQueries({ queryKey: query.queryKey });
    else setFresh(true);
  });

  const stale = asked.isPlaceholderData || (q !== choice.q && choice.q.trim() !== q.trim());
  return {
    choice,
    since,
    calls:
      data &&
      listed(
        data.pages.flatMap(({ items }) => items),
        cards,
      ),
    stale,
    more: asked.hasNextPage && !asked.isPlaceholderData,
    // A page that is asked for meanwhile would be dropped: the foot asks again when this is over.
    loadingMore: asked.isFetching,
    problem: asked.error ? codeOf(asked.error) : undefined,
    fresh,
    onChoice: setChoice,
    choose: (change) => setChoice({ ...EVERYTHING, ...change }),
    onMore: () => void asked.fetchNextPage({ cancelRefetch: false }),
    onFresh: begin,
    onRetry: () => void asked.refetch(),
  };
}

export function codeOf(error: Error): string {
  return error instanceof RefusedError ? error.code : 'internal/unexpected';
}

/** Each call once, in its newest version: what the port told counts. */
function listed(calls: readonly AgentCall[], cards: readonly { call: AgentCall }[]): AgentCall[] {
  const newer = new Map(cards.map(({ call }) => [call.id, call]));
  const seen = new Map<string, AgentCall>();
  for (const call of calls) {
    const live = newer.get(call.id);
    // The stream does not carry notes; the list does.
    const { note } = call;
    seen.set(
      call.id,
      live && live.version > call.version
        ? { ...live, ...(note && !live.note ? { note } : {}) }
        : call,
    );
  }
  return [...seen.values()];
}

/** The text once nothing was typed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    if (text === settled) return undefined;
    const timer = setTimeout(() => setSettled(text), text === '' ? 0 : TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, settled]);
  return settled;
}
