import { useRef } from 'react';
import type { AgentCall } from '../../lib/core/agent-call.ts';
import { Button } from '../form/Button.tsx';
import list from '../panel/list.module.css';
import { Nothing } from '../panel/Nothing.tsx';
import { Remedy } from '../panel/Remedy.tsx';
import { useLanguage } from '../surroundings.tsx';
import unseen from '../unseen.module.css';
import { EVERYTHING, filterCount } from './choice.ts';
import styles from './history.module.css';
import { HistoryList, type HistoryListProps } from './HistoryList.tsx';
import { HistorySearch, type HistorySearchProps } from './HistorySearch.tsx';
import { useSight } from './use-sight.ts';

export interface HistoryViewProps
  extends
    Omit<HistorySearchProps, 'lines' | 'agents'>,
    Pick<HistoryListProps, 'onOpen' | 'onCallBack' | 'onTicket'> {
  /** Undefined until the first answer. */
  calls: readonly AgentCall[] | undefined;
  /** What is shown answers an earlier question. */
  stale: boolean;
  /** There are earlier calls. */
  more: boolean;
  loadingMore: boolean;
  problem?: string | undefined;
  /** Calls came since this list was read. */
  fresh: boolean;
  onMore: () => void;
  onFresh: () => void;
  onRetry: () => void;
}

/** The history: search, filters, and calls by day without end. */
export function HistoryView(props: HistoryViewProps) {
  const { calls, choice, more, loadingMore, problem, stale } = props;
  const { texts } = useLanguage();
  const foot = useRef<HTMLDivElement>(null);
  const words = texts.history;
  const on = more && !loadingMore && !stale && !problem;
  useSight(foot, on, calls?.length, props.onMore);
  const narrowed = choice.q.trim() !== '' || filterCount(choice) > 0;
  return (
    <div className={styles.history}>
      <HistorySearch
        choice={choice}
        since={props.since}
        lines={namesOf(calls, (call) => [call.line.label, call.queue])}
        agents={namesOf(calls, (call) => [call.answeredBy, call.note?.agent])}
        onChoice={props.onChoice}
        onEnter={props.onEnter}
      />
      {props.fresh && (
        <div className={styles.fresh}>
          <Button kind="mini" data-testid="history-fresh" onClick={props.onFresh}>
            {words.fresh}
          </Button>
        </div>
      )}
      {problem && (
        <Remedy code={problem} stale={calls !== undefined} busy={stale} onRetry={props.onRetry} />
      )}
      <p className={unseen.words} role="status">
        {calls && !stale ? words.shown(calls.length) : ''}
      </p>
      {calls?.length === 0 && !stale && !problem && (
        <Nothing
          words={narrowed ? words.nothingFound : words.nothing}
          hint={narrowed ? words.nothingFoundHint : ''}
        />
      )}
      {calls?.length === 0 && narrowed && !stale && (
        <div className={list.foot}>
          <Button kind="plain" onClick={() => props.onChoice(EVERYTHING)}>
            {words.reset}
          </Button>
        </div>
      )}
      {calls && calls.length > 0 && (
        <HistoryList
          calls={calls}
          stale={stale}
          onOpen={props.onOpen}
          onCallBack={props.onCallBack}
          onTicket={props.onTicket}
        />
      )}
      <div ref={foot} className={list.foot}>
        {!calls && !problem && <p role="status">{words.loading}</p>}
        {more && (
          <Button
            kind="plain"
            aria-disabled={loadingMore}
            data-testid="history-more"
            onClick={() => !loadingMore && props.onMore()}
          >
            {loadingMore ? words.loading : words.loadMore}
          </Button>
        )}
        {calls && calls.length > 0 && !more && !stale && <p>{words.end}</p>}
      </div>
    </div>
  );
}

function namesOf(
  calls: readonly AgentCall[] | undefined,
  read: (call: AgentCall) => (string | undefined)[],
): string[] {
  const names = (calls ?? []).flatMap(read).filter((name) => name !== undefined);
  return [...new Set(names)].sort((a, b) => a.localeCompare(b)).slice(0, 50);
}
