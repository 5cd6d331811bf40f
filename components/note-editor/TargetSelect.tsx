import { useLanguage } from '../surroundings.tsx';
import type { TargetGroups, TargetOption } from './note-targets.ts';
import styles from './note.module.css';

export interface TargetSelectProps {
  groups: TargetGroups;
  value: string;
  disabled: boolean;
  onChange: (option: TargetOption) => void;
}

/** Where the note goes: one of the person's tickets, a new one in a group, or not decided yet. */
export function TargetSelect({ groups, value, disabled, onChange }: TargetSelectProps) {
  const { texts } = useLanguage();
  const sections = [
    { label: texts.note.openTickets, options: groups.tickets },
    { label: texts.note.newTickets, options: groups.news },
    { label: texts.wrapUp.laterGroup, options: [groups.later] },
  ].filter((section) => section.options.length > 0);
  return (
    <select
      className={styles.target}
      aria-label={texts.note.target}
      data-testid="note-target"
      value={value}
      disabled={disabled}
      onChange={(change) => {
        const found = sections
          .flatMap((section) => section.options)
          .find((option) => option.value === change.target.value);
        if (found) onChange(found);
      }}
    >
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
