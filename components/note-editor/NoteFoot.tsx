import type { ReactNode } from 'react';
import type { NoteTarget } from '../../lib/core/card.ts';
import type { NoteDraft } from '../../lib/core/card-actions.ts';
import { Button } from '../form/Button.tsx';
import { useLanguage, useNow } from '../surroundings.tsx';
import unseen from '../unseen.module.css';
import { extrasSummary } from './extras-summary.ts';
import type { NoteStatus } from './note-status.ts';
import { type TargetGroups, type TargetOption, withDetails } from './note-targets.ts';
import styles from './note.module.css';
import { saveKey } from './save-key.ts';
import { TargetSelect } from './TargetSelect.tsx';
import type { DraftChange } from './use-note-draft.ts';

export interface NoteFootProps {
  groups: TargetGroups;
  chosen: TargetOption;
  target: NoteTarget;
  draft: NoteDraft;
  /** Talk time that goes along. */
  minutes: number | undefined;
  away: boolean;
  ready: boolean;
  more: boolean;
  onMore: (more: boolean) => void;
  onChange: (part: DraftChange) => void;
  status: NoteStatus;
  quiet: boolean;
  onSave: () => void;
  /** What stands behind "More", between the two lines. */
  children: ReactNode;
}

/** Where the note goes, who can read it, the rest in a word; what became of it, and the button. */
export function NoteFoot(props: NoteFootProps) {
  const { chosen, draft, away, more, status, onChange } = props;
  const language = useLanguage();
  const { texts } = language;
  const now = useNow(false, 60_000);
  const summary = extrasSummary(draft, props.minutes, now, language);
  return (
    <>
      <div className={styles.foot}>
        <TargetSelect
          groups={props.groups}
          value={chosen.value}
          disabled={away}
          onChange={(option) => onChange({ target: withDetails(option, draft.target) })}
        />
        <select
          className={styles.visibility}
          aria-label={texts.note.visibility}
          data-testid="note-visibility"
          value={draft.internal ? 'internal' : 'public'}
          disabled={away}
          onChange={(change) => onChange({ internal: change.target.value === 'internal' })}
        >
          <option value="internal">{texts.note.internal}</option>
          <option value="public">{texts.note.public}</option>
        </select>
        <button
          type="button"
          className={styles.more}
          data-testid="note-more"
          aria-expanded={more}
          title={summary.all || texts.wrapUp.extras}
          onClick={() => props.onMore(!more)}
        >
          <span className={unseen.words}>{texts.wrapUp.extras}: </span>
          <span className={styles.moreText}>{summary.short || texts.wrapUp.more}</span>
          <span aria-hidden="true">{more ? '▴' : '▾'}</span>
        </button>
      </div>
      {props.children}
      <div className={styles.foot}>
        <span
          className={styles.status}
          data-bad={status.bad}
          role={status.spoken && !props.quiet ? 'status' : undefined}
          data-testid="note-status"
        >
          {status.words}
        </span>
        <Button
          kind="primary"
          className={styles.save}
          data-testid="note-save"
          hint={saveKey()}
          aria-keyshortcuts="Control+Enter Meta+Enter"
          disabled={!props.ready}
          onClick={props.onSave}
        >
          {chosen.target.kind === 'later' ? texts.wrapUp.saveLater : texts.note.save}
        </Button>
      </div>
    </>
  );
}
