import { useRef } from 'react';
import type { WaitingNote } from '../../lib/core/note-options.ts';
import { Button } from '../form/Button.tsx';
import list from '../panel/list.module.css';
import { Nothing } from '../panel/Nothing.tsx';
import { Remedy } from '../panel/Remedy.tsx';
import { useRows } from '../panel/use-rows.ts';
import { useLanguage } from '../surroundings.tsx';
import { WaitingNoteRow } from './WaitingNoteRow.tsx';
import styles from './waiting-notes.module.css';

export interface WaitingNotesProps {
  /** Undefined until the first answer. */
  notes: readonly WaitingNote[] | undefined;
  problem?: string | undefined;
  /** They are being tried. */
  retrying: boolean;
  onRetry: () => void;
  onReload: () => void;
  onOpen: (callId: string) => void;
  onDiscard: (callId: string) => void;
}

type Group = 'toAssign' | 'onTheirWay' | 'drafts';

/** What needs the agent first, then what goes by itself, then what was begun. */
const GROUPS: readonly { name: Group; statuses: readonly WaitingNote['status'][] }[] = [
  { name: 'toAssign', statuses: ['parked'] },
  { name: 'onTheirWay', statuses: ['refused', 'waiting', 'sending'] },
  { name: 'drafts', statuses: ['draft'] },
];

/** Notes that are not in Zammad yet, and why. */
export function WaitingNotes(props: WaitingNotesProps) {
  const { notes, problem, retrying, onRetry, onReload, onOpen, onDiscard } = props;
  const { texts } = useLanguage();
  const words = texts.waiting;
  const box = useRef<HTMLDivElement>(null);
  const groups = GROUPS.map(({ name, statuses }) => ({
    name,
    notes: (notes ?? []).filter(({ status }) => statuses.includes(status)),
  })).filter((group) => group.notes.length > 0);
  const rows = useRows(
    box,
    groups.flatMap((group) => group.notes.map(({ callId }) => callId)),
  );
  return (
    <div ref={box} className={styles.waiting} onKeyDown={rows.onKeyDown}>
      {problem && <Remedy code={problem} stale={notes !== undefined} onRetry={onReload} />}
      {!notes && !problem && (
        <p className={list.loading} role="status">
          {texts.history.loading}
        </p>
      )}
      {notes?.length === 0 && !problem && (
        <Nothing words={words.nothing} hint={words.nothingHint} />
      )}
      {groups.map((group) => (
        <section key={group.name} aria-label={words[group.name]}>
          <div className={list.head}>
            <h2 className={styles.heading}>{words[group.name]}</h2>
            {group.name === 'onTheirWay' && (
              <Button kind="mini" disabled={retrying} data-testid="waiting-retry" onClick={onRetry}>
                {words.retry}
              </Button>
            )}
          </div>
          <ul className={list.rows}>
            {group.notes.map((note) => (
              <WaitingNoteRow
                key={note.callId}
                note={note}
                current={rows.isCurrent(note.callId)}
                onFocus={rows.onFocus}
                onOpen={onOpen}
                onDiscard={onDiscard}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
