import type { MissedRow } from '../../lib/core/missed-row.ts';
import { problemText } from '../../lib/i18n/texts.ts';
import { whoOf } from '../call-mark/call-line.ts';
import { CallerAbout, CallerName } from '../call-mark/CallerName.tsx';
import { shortMoment } from '../call-mark/short-moment.ts';
import { factsLine } from '../facts-line.ts';
import { Button } from '../form/Button.tsx';
import list from '../panel/list.module.css';
import { ROW } from '../panel/use-rows.ts';
import { useLanguage, useNow } from '../surroundings.tsx';
import styles from './missed-board.module.css';

export interface MissedCallerActions {
  onClaim: (row: MissedRow, claim: boolean) => void;
  onCallBack: (row: MissedRow) => void;
  onNote: (row: MissedRow) => void;
  onDone: (row: MissedRow) => void;
}

export interface MissedCallerProps extends MissedCallerActions {
  row: MissedRow;
  selected: boolean;
  current: boolean;
  /** What the relay said to the last thing done here. */
  problem?: string | undefined;
  onSelect: (key: string) => void;
  onFocus: (key: string) => void;
}

/** Who a row is about, as the lists name people. */
export function callerOf(row: MissedRow, language: Parameters<typeof whoOf>[1]) {
  return whoOf(
    {
      remote: {
        ...(row.number === undefined ? {} : { number: row.number }),
        display: row.display,
        withheld: row.number === undefined && row.display === '',
        internal: false,
        ...(row.name === undefined ? {} : { name: row.name }),
        matches: row.matches,
      },
    },
    language,
  );
}

/** One caller who did not get through: how often, how long, who takes care, what to do. */
export function MissedCaller(props: MissedCallerProps) {
  const { row, selected, current, problem, onSelect, onFocus, onNote } = props;
  const language = useLanguage();
  const { texts, times } = language;
  const now = useNow(true, 60_000);
  const who = callerOf(row, language);
  const words = texts.missedBoard;
  const last = shortMoment(row.lastAt, now, language);
  const facts = factsLine([
    words.last(last),
    row.waitedMs >= 1_000 ? words.waited(times.clock(row.waitedMs)) : '',
    row.line ? words.forLine(row.line) : '',
  ]);
  return (
    <li className={styles.row} data-testid="missed-row" data-key={row.key}>
      <input
        type="checkbox"
        className={styles.tick}
        aria-label={words.select(who.name)}
        checked={selected}
        tabIndex={current ? 0 : -1}
        data-testid="missed-select"
        onChange={() => onSelect(row.key)}
      />
      <div className={styles.body}>
        <button
          type="button"
          className={`${list.main} ${styles.main}`}
          {...{ [ROW]: row.key }}
          tabIndex={current ? 0 : -1}
          aria-describedby={`missed-${row.key}`}
          onFocus={() => onFocus(row.key)}
          onClick={() => onNote(row)}
        >
          <CallerName who={who} />
          <span className={styles.attempts} aria-label={words.attemptsLong(row.attempts)}>
            {words.attempts(row.attempts)}
          </span>
        </button>
        <div id={`missed-${row.key}`}>
          <CallerAbout who={who} />
          <p className={styles.facts} title={waitsTitle(row, language)}>
            {facts}
          </p>
          {(row.voicemail || row.claimedBy) && (
            <p className={styles.marks}>
              {row.claimedBy && (
                <span className={styles.claim} data-mine={row.mine} data-testid="missed-claim">
                  {row.mine ? words.mine : words.claimedBy(row.claimedBy)}
                </span>
              )}
              {row.voicemail && <span className={styles.mark}>{words.voicemail}</span>}
            </p>
          )}
        </div>
        {problem && (
          <p className={styles.problem} role="alert">
            {problemText(texts, problem)}
          </p>
        )}
        <CallerButtons {...props} name={who.name} />
      </div>
    </li>
  );
}

function waitsTitle(row: MissedRow, { texts, times }: ReturnType<typeof useLanguage>) {
  if (row.waits.length < 2) return undefined;
  return texts.missedBoard.waits(row.waits.map((ms) => times.clock(ms)).join(', '));
}

function CallerButtons(props: MissedCallerProps & { name: string }) {
  const { row, current, name } = props;
  const { texts } = useLanguage();
  const words = texts.missedBoard;
  const foreign = row.claimedBy !== undefined && !row.mine;
  const call = { id: 'call', text: words.callBack, label: words.callBackOf, do: props.onCallBack };
  const claim = row.mine
    ? { id: 'let-go', text: words.release, label: words.releaseOf }
    : { id: 'take', text: words.claim, label: words.claimOf };
  const buttons = [
    ...(row.number === undefined ? [] : [call]),
    ...(foreign ? [] : [{ ...claim, do: () => props.onClaim(row, !row.mine) }]),
    { id: 'note', text: words.note, label: words.noteOf, do: props.onNote },
    { id: 'done', text: words.done, label: words.doneOf, do: props.onDone },
  ];
  return (
    <div className={styles.buttons}>
      {buttons.map((button) => (
        <Button
          // The claim and its release are one button: it keeps the focus.
          key={button.id === 'let-go' ? 'take' : button.id}
          kind="mini"
          className={button === call && !foreign ? styles.first : undefined}
          tabIndex={current ? 0 : -1}
          aria-label={button.label(name)}
          data-testid={`missed-${button.id}`}
          onClick={() => button.do(row)}
        >
          {button.text}
        </Button>
      ))}
    </div>
  );
}
