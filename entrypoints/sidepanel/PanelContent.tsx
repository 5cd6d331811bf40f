import { type ReactNode, useCallback, useState } from 'react';
import { useStore } from 'zustand';
import { AwayCard } from '../../components/away/AwayCard.tsx';
import { Announcer } from '../../components/card-tray/Announcer.tsx';
import { orderCards } from '../../components/card-tray/tray-order.ts';
import { HistoryView } from '../../components/history/HistoryView.tsx';
import { callerOf } from '../../components/missed-board/MissedCaller.tsx';
import { MissedBoard } from '../../components/missed-board/MissedBoard.tsx';
import type { Part } from '../../components/panel/PanelTabs.tsx';
import { PanelView } from '../../components/panel/PanelView.tsx';
import { Toast } from '../../components/panel/Toast.tsx';
import { useLanguage } from '../../components/surroundings.tsx';
import { WaitingNotes } from '../../components/waiting-notes/WaitingNotes.tsx';
import { EnterCall } from './EnterCall.tsx';
import { OneCall } from './OneCall.tsx';
import { PanelNow } from './PanelNow.tsx';
import type { SidePanelProps } from './SidePanel.tsx';
import { useAway } from './use-away.ts';
import { useIllConnection } from './use-ill-connection.tsx';
import { useHistory } from './use-history.ts';
import { useMissed } from './use-missed.ts';
import { useNews } from './use-news.ts';
import { useWaiting } from './use-waiting.ts';

/** Which parts there are and how they hang together. */
export function PanelContent(props: SidePanelProps) {
  const { call, queries, workspace, store, actions } = props;
  const language = useLanguage();
  const { texts } = language;
  const [part, setPart] = useState<Part>('now');
  const [opened, setOpened] = useState<{ callId: string } | 'enter'>();
  const news = useNews();
  const ordered = orderCards(useStore(store, (state) => state.cards));
  const ill = useIllConnection(queries, props.openOptions);
  const away = useAway(call, workspace);
  const history = useHistory({
    queries: workspace,
    store,
    shown: part === 'history',
    since: away.since,
  });
  const missed = useMissed(call, workspace);
  const waiting = useWaiting(call, workspace, store, () => news.say(texts.waiting.discarded));
  const open = (callId: string) => setOpened({ callId });
  const close = useCallback(() => setOpened(undefined), []);

  async function callBack(number: string): Promise<void> {
    const answer = await actions.callBack('', number);
    if (!answer.ok) news.fail(answer.code);
  }
  async function openTicket(callId: string, ticketId: number): Promise<void> {
    // A ticket is opened from the card of its call.
    const card = await call('history.card', { callId });
    const answer = card.ok ? await actions.openTicket(callId, ticketId) : card;
    if (!answer.ok) news.fail(answer.code);
  }
  function showAway(): void {
    setPart('history');
    history.choose({ range: 'since' });
  }

  const parts: Record<Part, () => ReactNode> = {
    now: () => <PanelNow call={call} queries={queries} store={store} actions={actions} />,
    missed: () => (
      <MissedBoard {...missed.board} onNote={({ callIds }) => callIds[0] && open(callIds[0])} />
    ),
    history: () => (
      <HistoryView
        {...history}
        onOpen={({ id }) => open(id)}
        onCallBack={(number) => void callBack(number)}
        onTicket={({ id }, ticketId) => void openTicket(id, ticketId)}
        onEnter={() => setOpened('enter')}
      />
    ),
    notes: () => <WaitingNotes {...waiting} onOpen={open} />,
  };
  const undone = missed.undone;
  const [first] = undone?.rows ?? [];
  return (
    <PanelView
      part={part}
      counts={{ now: ordered.length, missed: missed.total, notes: waiting.notes?.length ?? 0 }}
      onPart={setPart}
      ill={ill}
      top={
        <>
          <Announcer cards={ordered} />
          {away.away && (
            <AwayCard
              away={away.away}
              onOpen={({ id }) => open(id)}
              onShow={showAway}
              onSeen={away.onSeen}
            />
          )}
        </>
      }
      layer={
        opened === 'enter' ? (
          <EnterCall
            call={call}
            queries={queries}
            onEntered={(callId) => {
              history.onRetry();
              open(callId);
            }}
            onBack={close}
          />
        ) : opened ? (
          <OneCall
            key={opened.callId}
            callId={opened.callId}
            queries={workspace}
            store={store}
            actions={actions}
            onBack={close}
          />
        ) : undefined
      }
      toast={
        undone && first ? (
          <Toast
            words={
              undone.rows.length === 1
                ? texts.missedBoard.doneCaller(callerOf(first, language).name)
                : texts.missedBoard.doneSelected(undone.rows.length)
            }
            action={{
              name: texts.missedBoard.undo,
              onAct() {
                undone.undo();
                news.say(texts.missedBoard.undone);
              },
            }}
          />
        ) : (
          news.words && <Toast words={news.words} />
        )
      }
    >
      {parts[part]()}
    </PanelView>
  );
}
