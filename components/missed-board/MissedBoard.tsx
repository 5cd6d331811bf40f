import { useRef } from 'react';
import type { MissedRow } from '../../lib/core/missed-row.ts';
import { Button } from '../form/Button.tsx';
import list from '../panel/list.module.css';
import { Nothing } from '../panel/Nothing.tsx';
import { Remedy } from '../panel/Remedy.tsx';
import { useRows } from '../panel/use-rows.ts';
import { useLanguage } from '../surroundings.tsx';
import unseen from '../unseen.module.css';
import { MissedCaller, type MissedCallerActions } from './MissedCaller.tsx';
import styles from './missed-board.module.css';
import { useSelection } from './use-selection.ts';

export interface MissedBoardProps extends MissedCallerActions {
  /** Latest attempt first; undefined until the first answer. */
  rows: readonly MissedRow[] | undefined;
  /** Rows altogether, also those not fetched yet. */
  total: number;
  more: boolean;
  loadingMore: boolean;
  /** The list could not be read. */
  problem?: string | undefined;
  /** What went wrong with single rows, by their keys. */
  problems: ReadonlyMap<string, string>;
  onDoneMany: (rows: MissedRow[]) => void;
  onMore: () => void;
  onRetry: () => void;
}

/** Who waits for a call back, one row per caller. */
export function MissedBoard(props: MissedBoardProps) {
  const { rows, total, more, loadingMore, problem, problems, onDoneMany, ...does } = props;
  const { texts } = useLanguage();
  const words = texts.missedBoard;
  const box = useRef<HTMLUListElement>(null);
  const keys = (rows ?? []).map(({ key }) => key);
  const nav = useRows(box, keys);
  const ticks = useSelection(keys);
  const chosen = (rows ?? []).filter(({ key }) => ticks.selected.has(key));
  return (
    <div className={styles.board}>
      {problem && <Remedy code={problem} stale={rows !== undefined} onRetry={props.onRetry} />}
      {!rows && !problem && (
        <p className={list.loading} role="status">
          {texts.history.loading}
        </p>
      )}
      {rows?.length === 0 && !problem && <Nothing words={words.nothing} hint={words.nothingHint} />}
      {rows && rows.length > 0 && (
        <div className={list.head}>
          <label className={styles.all}>
            <input
              type="checkbox"
              checked={chosen.length === rows.length}
              ref={(box) => {
                if (box) box.indeterminate = chosen.length > 0 && chosen.length < rows.length;
              }}
              data-testid="missed-select-all"
              onChange={ticks.toggleAll}
            />
            {words.selectAll}
          </label>
          <span className={chosen.length > 0 ? styles.selected : unseen.words} role="status">
            {chosen.length > 0 && words.selected(chosen.length)}
          </span>
          {chosen.length > 0 ? (
            <Button
              kind="mini"
              data-testid="missed-done-selected"
              onClick={() => {
                onDoneMany(chosen);
                ticks.clear();
              }}
            >
              {words.done}
            </Button>
          ) : (
            <span className={styles.total}>{words.total(total)}</span>
          )}
        </div>
      )}
      <ul
        ref={box}
        className={list.rows}
        aria-label={words.list}
        hidden={keys.length === 0}
        onKeyDown={nav.onKeyDown}
      >
        {rows?.map((row) => (
          <MissedCaller
            key={row.key}
            row={row}
            selected={ticks.selected.has(row.key)}
            current={nav.isCurrent(row.key)}
            problem={problems.get(row.key)}
            onSelect={ticks.toggle}
            onFocus={nav.onFocus}
            onClaim={does.onClaim}
            onCallBack={does.onCallBack}
            onNote={does.onNote}
            onDone={does.onDone}
          />
        ))}
      </ul>
      {more && (
        <div className={list.foot}>
          <Button
            aria-disabled={loadingMore}
            data-testid="missed-more"
            onClick={() => !loadingMore && props.onMore()}
          >
            {loadingMore ? texts.history.loading : words.more}
          </Button>
        </div>
      )}
    </div>
  );
}
