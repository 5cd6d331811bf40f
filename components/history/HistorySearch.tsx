import { useState } from 'react';
import { Button } from '../form/Button.tsx';
import small from '../form/small-field.module.css';
import { useLanguage } from '../surroundings.tsx';
import { filterCount } from './choice.ts';
import { HistoryFilters, type HistoryFiltersProps } from './HistoryFilters.tsx';
import styles from './history.module.css';

export interface HistorySearchProps extends HistoryFiltersProps {
  onEnter: () => void;
}

/** The words, the filters behind a button, and a call of one's own. */
export function HistorySearch({ onEnter, ...filters }: HistorySearchProps) {
  const { choice, onChoice } = filters;
  const { texts } = useLanguage();
  const [open, setOpen] = useState(false);
  const set = filterCount(choice);
  return (
    <div role="search" className={styles.search}>
      <input
        type="search"
        className={small.control}
        data-size="tall"
        aria-label={texts.history.search}
        placeholder={texts.history.searchPlaceholder}
        autoComplete="off"
        maxLength={250}
        value={choice.q}
        data-testid="history-search"
        onChange={(typed) => onChoice({ ...choice, q: typed.target.value })}
        onKeyDown={(press) => {
          if (press.key !== 'Escape' || choice.q === '') return;
          press.preventDefault();
          onChoice({ ...choice, q: '' });
        }}
      />
      <div className={styles.tools}>
        <Button
          kind="mini"
          aria-expanded={open}
          aria-label={set > 0 ? texts.history.filtersOn(set) : texts.history.filters}
          data-testid="history-filter-button"
          onClick={() => setOpen(!open)}
        >
          {texts.history.filters}
          {set > 0 && <span className={styles.set}> · {set}</span>}
          <span aria-hidden="true"> {open ? '▴' : '▾'}</span>
        </Button>
        <Button kind="mini" data-testid="enter-call" onClick={onEnter}>
          <span aria-hidden="true">+ </span>
          {texts.history.enter}
        </Button>
      </div>
      {open && <HistoryFilters {...filters} />}
    </div>
  );
}
