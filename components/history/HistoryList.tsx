import { useRef } from 'react';
import type { AgentCall } from '../../lib/core/agent-call.ts';
import list from '../panel/list.module.css';
import { useRows } from '../panel/use-rows.ts';
import { useLanguage, useNow } from '../surroundings.tsx';
import { daysOf } from './days.ts';
import styles from './history.module.css';
import { HistoryRow, type HistoryRowProps } from './HistoryRow.tsx';

export interface HistoryListProps extends Pick<
  HistoryRowProps,
  'onOpen' | 'onCallBack' | 'onTicket'
> {
  /** Newest first. */
  calls: readonly AgentCall[];
  /** They are about to be replaced by the answer to another question. */
  stale: boolean;
}

/** Calls under their days. One stop of the Tab key, arrows go from row to row. */
export function HistoryList({ calls, stale, ...does }: HistoryListProps) {
  const language = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const now = useNow(true, 60_000);
  const rows = useRows(
    box,
    calls.map(({ id }) => id),
  );
  return (
    <div ref={box} onKeyDown={rows.onKeyDown} aria-busy={stale} className={styles.list}>
      {daysOf(calls, now, language).map((day) => (
        <section key={day.key} aria-label={day.name}>
          <h2 className={styles.day}>{day.name}</h2>
          <ul className={list.rows}>
            {day.calls.map((call) => (
              <HistoryRow
                key={call.id}
                call={call}
                current={rows.isCurrent(call.id)}
                onFocus={rows.onFocus}
                {...does}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
