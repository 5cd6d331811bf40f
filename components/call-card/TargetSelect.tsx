import type { NoteTarget } from '../../lib/core/card.ts';
import { useLanguage } from '../surroundings.tsx';
import type { TargetGroups } from './note-targets.ts';
import styles from './note.module.css';

export interface TargetSelectProps {
  groups: TargetGroups;
  value: string | undefined;
  disabled: boolean;
  onChange: (target: NoteTarget) => void;
}

/** Where the note goes: one of the person's tickets, or a new one in a group. */
export function TargetSelect({ groups, value, disabled, onChange }: TargetSelectProps) {
  const { texts } = useLanguage();
  const sections = [
    { label: texts.note.openTickets, options: groups.tickets },
    { label: texts.note.newTickets, options: groups.news },
  ].filter((section) => section.options.length > 0);
  return (
    <select
      className={styles.target}
      aria-label={texts.note.target}
      data-testid="note-target"
      value={value ?? ''}
      disabled={disabled || sections.length === 0}
      onChange={(change) => {
        const found = sections
          .flatMap((section) => section.options)
          .find((option) => option.value === change.target.value);
        if (found) onChange(found.target);
      }}
    >
      {sections.length === 0 && <option value="">{texts.note.noTarget}</option>}
      {sections.map((section) => (
        <optgroup key={section.label} label={section.label}>
          {section.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}
