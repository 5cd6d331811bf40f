import { type KeyboardEvent, useState } from 'react';
import type { CardActions } from '../../lib/core/card-actions.ts';
import small from '../form/small-field.module.css';
import { Combobox } from '../person-search/Combobox.tsx';
import { useLookup } from '../person-search/use-lookup.ts';
import { useLanguage } from '../surroundings.tsx';
import styles from './note.module.css';

const MAX_TAGS = 20;

export interface TagFieldProps {
  tags: readonly string[];
  ask: CardActions['tags'];
  disabled: boolean;
  onChange: (tags: string[]) => void;
}

/** Tags as removable words, with suggestions; Enter or comma adds, Backspace in the empty field removes. */
export function TagField({ tags, ask, disabled, onChange }: TagFieldProps) {
  const { texts } = useLanguage();
  const [text, setText] = useState('');
  const lookup = useLookup(ask, text);
  const fresh = (lookup.items ?? []).filter((tag) => !tags.includes(tag)).slice(0, 6);

  function add(tag: string): void {
    const plain = tag.trim().slice(0, 250);
    setText('');
    if (plain !== '' && !tags.includes(plain) && tags.length < MAX_TAGS) onChange([...tags, plain]);
  }
  function onKey(press: KeyboardEvent<HTMLInputElement>): void {
    const last = tags.at(-1);
    if (press.key === ',') add(text);
    else if (press.key === 'Backspace' && text === '' && last !== undefined)
      onChange(tags.slice(0, -1));
    else if (press.key === 'Escape' && text !== '') setText('');
    else return;
    press.preventDefault();
    press.stopPropagation();
  }

  return (
    <div className={small.cell}>
      <span className={small.label}>{texts.wrapUp.tags}</span>
      {tags.length > 0 && (
        <ul className={styles.tags}>
          {tags.map((tag) => (
            <li key={tag} className={styles.tag}>
              <bdi>{tag}</bdi>
              <button
                type="button"
                className={styles.untag}
                aria-label={texts.wrapUp.removeTag(tag)}
                disabled={disabled}
                onClick={() => onChange(tags.filter((other) => other !== tag))}
              >
                <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {!disabled && (
        <Combobox
          label={texts.wrapUp.addTag}
          placeholder={texts.wrapUp.addTag}
          data-testid="note-tag"
          small
          marksFirst={false}
          text={text}
          onText={setText}
          lookup={{ ...lookup, items: lookup.items && fresh }}
          keyOf={(tag: string) => tag}
          onChoose={add}
          onEnter={() => add(text)}
          onKey={onKey}
          nothing=""
        >
          {(tag) => <bdi>{tag}</bdi>}
        </Combobox>
      )}
    </div>
  );
}
