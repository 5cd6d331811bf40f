import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { problemText } from '../../lib/i18n/texts.ts';
import small from '../form/small-field.module.css';
import { useLanguage } from '../surroundings.tsx';
import styles from './combobox.module.css';
import type { Lookup } from './use-lookup.ts';

export interface ComboboxProps<T> {
  label: string;
  placeholder?: string | undefined;
  text: string;
  onText: (text: string) => void;
  lookup: Lookup<T>;
  keyOf: (item: T) => string | number;
  children: (item: T) => ReactNode;
  onChoose: (item: T) => void;
  /** Enter without a marked item. */
  onEnter?: (() => void) | undefined;
  /** Esc: nothing is chosen. Absent: Esc belongs to whoever is around. */
  onCancel?: (() => void) | undefined;
  /** Stands in the list while it has nothing. */
  nothing: string;
  /** Before anything is typed. */
  invitation?: string | undefined;
  /** Comes up at the agent's own wish, so it may take the focus. */
  takesFocus?: boolean;
  /** False: what is typed counts unless an item was marked by hand. */
  marksFirst?: boolean;
  small?: boolean;
  /** Keys the field handles before the list does. */
  onKey?: ((press: KeyboardEvent<HTMLInputElement>) => void) | undefined;
  'data-testid'?: string | undefined;
}

/** A field with a list of what was found: arrows mark, Enter takes, Esc leaves. */
export function Combobox<T>(props: ComboboxProps<T>) {
  const { texts } = useLanguage();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const { lookup, takesFocus } = props;
  const items = lookup.items ?? [];
  const first = props.marksFirst === false ? -1 : 0;
  const [marked, setMarked] = useState({ of: '', at: first });
  // A mark belongs to one answer.
  const at = Math.min(marked.of === lookup.query ? marked.at : first, items.length - 1);
  const mark = (next: number) => setMarked({ of: lookup.query, at: next });

  // At once: the next key that is pressed belongs in here.
  useLayoutEffect(() => {
    if (takesFocus) field.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView?.({ block: 'nearest' });
  }, [at]);

  function onKeyDown(press: KeyboardEvent<HTMLInputElement>): void {
    props.onKey?.(press);
    if (press.defaultPrevented || press.nativeEvent.isComposing) return;
    if (press.key === 'ArrowDown') mark(Math.min(at + 1, items.length - 1));
    else if (press.key === 'ArrowUp') mark(Math.max(at - 1, first));
    else if (press.key === 'Enter') enter();
    else if (press.key === 'Escape' && props.onCancel) props.onCancel();
    else return;
    press.preventDefault();
    press.stopPropagation();
  }
  function enter(): void {
    // While a newer answer is under way the list is not what the agent means.
    if (lookup.busy && first === 0) return;
    const item = items[at];
    if (item === undefined) props.onEnter?.();
    else props.onChoose(item);
  }

  const status = statusText();
  return (
    <div className={styles.box}>
      <input
        ref={field}
        className={small.control}
        data-size={props.small ? undefined : 'tall'}
        data-testid={props['data-testid']}
        type="text"
        role="combobox"
        aria-label={props.label}
        aria-expanded={items.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
        aria-autocomplete="list"
        aria-busy={lookup.busy}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        placeholder={props.placeholder}
        value={props.text}
        onChange={(change) => props.onText(change.target.value)}
        onKeyDown={onKeyDown}
      />
      <ul
        ref={list}
        id={`${id}-list`}
        className={styles.list}
        role="listbox"
        aria-label={props.label}
      >
        {items.map((item, index) => (
          <li
            key={props.keyOf(item)}
            id={`${id}-${index}`}
            role="option"
            className={styles.option}
            aria-selected={index === at}
            // The field keeps the focus.
            onPointerDown={(down) => down.preventDefault()}
            onClick={() => props.onChoose(item)}
          >
            {props.children(item)}
          </li>
        ))}
      </ul>
      <p className={styles.status} role="status">
        {status}
      </p>
    </div>
  );

  function statusText(): string | undefined {
    if (lookup.failed) return problemText(texts, lookup.failed);
    if (props.text.trim() === '') return props.invitation;
    if (items.length === 0 && lookup.busy) return texts.people.searching;
    return items.length === 0 && lookup.items ? props.nothing : undefined;
  }
}
