import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useStore } from 'zustand';
import { PageFrame } from '../../components/page/PageFrame.tsx';
import { PopupView } from '../../components/popup/PopupView.tsx';
import type { CardView } from '../../lib/core/card.ts';
import type { Call } from '../../lib/rpc/client.ts';
import type { CardsStore } from '../../lib/state/cards-store.ts';
import type { Queries } from '../../lib/state/queries.ts';
import { useDial } from '../../lib/state/use-dial.ts';
import type { WorkspaceQueries } from '../../lib/state/workspace-queries.ts';

export interface PopupProps {
  call: Call;
  queries: Queries;
  workspace: WorkspaceQueries;
  /** Calls of now, live. */
  store: CardsStore;
  openOptions: () => Promise<unknown>;
  /** Opens the side panel; only from a click. Rejects where the browser will not. */
  openPanel: () => Promise<unknown>;
}

/** Feeds the popup: live calls from the port, the rest by asking the background. */
export function Popup(props: PopupProps) {
  const { call, queries, workspace, store, openOptions, openPanel } = props;
  const client = useQueryClient();
  const cards = useStore(store, (state) => state.cards);
  const connection = useQuery(queries.connection);
  const settings = useQuery(queries.settings);
  const paired = connection.data !== undefined && connection.data.relay !== 'unpaired';
  const missed = useInfiniteQuery({ ...workspace.missed, enabled: paired }).data?.pages[0]?.total;
  const away = useQuery({ ...workspace.away, enabled: paired }).data ?? undefined;
  const dial = useDial(call, queries);
  const setPhone = useMutation({
    mutationFn: (phone: 'on' | 'quiet') => call('settings.set', { phone }),
    onSuccess: (result) => {
      if (result.ok) client.setQueryData(queries.settings.queryKey, result.value);
    },
  });

  const leave = () => void openOptions().then(() => window.close());
  async function open(card: CardView): Promise<void> {
    const answer = await call('call.open', {
      callId: card.call.id,
      what: 'profile',
      userId: card.chosen,
    });
    if (answer.ok) window.close();
  }

  function showPanel(): void {
    // Chromium asks for the very click: nothing may be waited for before.
    void openPanel().then(() => window.close());
  }

  const view = connection.data;
  return (
    <PageFrame locale={settings.data?.locale ?? 'auto'}>
      <PopupView
        cards={cards}
        connection={
          view && {
            state: view.relay,
            reason: view.reason,
            agentName: view.agent?.name,
            onFix: leave,
          }
        }
        phone={settings.data && { phone: settings.data.phone, onChange: setPhone.mutate }}
        dial={settings.data && settings.data.dial !== 'off' ? dial : undefined}
        panel={
          paired
            ? {
                missed: missed ?? 0,
                away: away && { calls: away.calls, missed: away.missed.length },
                onOpen: showPanel,
              }
            : undefined
        }
        onOpen={(card) => void open(card)}
        onSettings={leave}
      />
    </PageFrame>
  );
}
