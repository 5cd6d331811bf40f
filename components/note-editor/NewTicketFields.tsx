import type { NoteTarget } from '../../lib/core/card.ts';
import type { NoteOptions } from '../../lib/core/note-options.ts';
import small from '../form/small-field.module.css';
import { SmallField } from '../form/SmallField.tsx';
import { useLanguage } from '../surroundings.tsx';
import { ExtraSelect } from './ExtraSelect.tsx';
import styles from './note.module.css';

type NewTarget = Extract<NoteTarget, { kind: 'new' }>;

export interface NewTicketFieldsProps {
  target: NewTarget;
  options: NoteOptions | undefined;
  disabled: boolean;
  onChange: (target: NewTarget) => void;
}

/** Title, owner and priority of a ticket that the note begins. */
export function NewTicketFields({ target, options, disabled, onChange }: NewTicketFieldsProps) {
  const { texts } = useLanguage();
  const choice = ({ id: value, name }: { id: number; name: string }) => ({
    value: String(value),
    label: name,
  });
  const preset = options?.priorities.find((priority) => priority.preset)?.id;
  const priority = target.priorityId ?? preset;
  return (
    <>
      <SmallField label={texts.wrapUp.newTitle}>
        {(id) => (
          <input
            id={id}
            className={small.control}
            data-testid="note-title"
            type="text"
            dir="auto"
            maxLength={250}
            value={target.title}
            disabled={disabled}
            onChange={(change) => onChange({ ...target, title: change.target.value })}
          />
        )}
      </SmallField>
      <div className={styles.pair}>
        <ExtraSelect
          label={texts.wrapUp.owner}
          data-testid="note-owner"
          value={target.ownerId === undefined ? '' : String(target.ownerId)}
          none={texts.wrapUp.noOwner}
          options={(options?.owners ?? []).map(choice)}
          disabled={disabled}
          onChange={(value) => {
            const { ownerId: _before, ...rest } = target;
            onChange(value === '' ? rest : { ...rest, ownerId: Number(value) });
          }}
        />
        <ExtraSelect
          label={texts.wrapUp.priority}
          data-testid="note-priority"
          value={priority === undefined ? '' : String(priority)}
          options={(options?.priorities ?? []).map(choice)}
          disabled={disabled}
          onChange={(value) => onChange({ ...target, priorityId: Number(value) })}
        />
      </div>
    </>
  );
}
