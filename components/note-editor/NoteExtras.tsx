import type { NoteTarget } from '../../lib/core/card.ts';
import type { CardActions, NoteDraft } from '../../lib/core/card-actions.ts';
import type { NoteOptions } from '../../lib/core/note-options.ts';
import type { CardSettings } from '../call-card/card-settings.ts';
import { Button } from '../form/Button.tsx';
import { useLanguage } from '../surroundings.tsx';
import { ExtraSelect } from './ExtraSelect.tsx';
import { FollowUpField } from './FollowUpField.tsx';
import { MinutesField } from './MinutesField.tsx';
import { NewTicketFields } from './NewTicketFields.tsx';
import styles from './note.module.css';
import { TagField } from './TagField.tsx';
import type { DraftChange } from './use-note-draft.ts';

export interface NoteExtrasProps {
  draft: NoteDraft;
  target: NoteTarget;
  /** Undefined while they are asked for. */
  options: NoteOptions | undefined;
  settings: CardSettings;
  disabled: boolean;
  tags: CardActions['tags'];
  onChange: (part: DraftChange) => void;
  onTarget: (target: NoteTarget) => void;
  onModules: () => void;
  onTemplate: (text: string) => void;
}

/** Everything about the note that is needed now and then. */
export function NoteExtras(props: NoteExtrasProps) {
  const { draft, target, options, settings, disabled, onChange } = props;
  const { texts } = useLanguage();
  const outcomes = options?.outcomes ?? settings.outcomes;
  const templates = options?.templates ?? settings.templates;
  return (
    <div className={styles.extras} role="group" aria-label={texts.wrapUp.extras}>
      {target.kind === 'new' && (
        <NewTicketFields
          target={target}
          options={options}
          disabled={disabled}
          onChange={props.onTarget}
        />
      )}
      <div className={styles.pair}>
        {outcomes.length > 0 && (
          <ExtraSelect
            label={texts.wrapUp.outcome}
            data-testid="note-outcome"
            value={draft.outcome ?? ''}
            none={texts.wrapUp.noOutcome}
            options={outcomes.map((outcome) => ({ value: outcome, label: outcome }))}
            disabled={disabled}
            onChange={(value) => onChange({ outcome: value || undefined })}
          />
        )}
        {options?.timeAccounting && (
          <MinutesField
            value={draft.minutes ?? options.minutes}
            disabled={disabled}
            onChange={(minutes) => onChange({ minutes })}
          />
        )}
      </div>
      <TagField
        tags={draft.tags ?? []}
        ask={props.tags}
        disabled={disabled}
        onChange={(tags) => onChange({ tags })}
      />
      <FollowUpField
        at={draft.followUpAt}
        disabled={disabled}
        onChange={(followUpAt) => onChange({ followUpAt })}
      />
      <div className={styles.inserts}>
        <Button
          kind="mini"
          data-testid="note-modules"
          title={texts.wrapUp.modulesKey}
          disabled={disabled}
          onClick={props.onModules}
        >
          {texts.wrapUp.modules} <span aria-hidden="true">::</span>
        </Button>
        {templates.map((template, index) => (
          <Button
            key={`${index} ${template.name}`}
            kind="mini"
            data-testid="note-template"
            aria-label={texts.wrapUp.template(template.name)}
            disabled={disabled}
            onClick={() => props.onTemplate(template.text)}
          >
            <bdi>{template.name}</bdi>
          </Button>
        ))}
      </div>
    </div>
  );
}
