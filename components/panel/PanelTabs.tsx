import { type KeyboardEvent, useRef } from 'react';
import { useLanguage } from '../surroundings.tsx';
import styles from './panel.module.css';

export const PARTS = ['now', 'missed', 'history', 'notes'] as const;
export type Part = (typeof PARTS)[number];

export interface PanelTabsProps {
  part: Part;
  /** How many wait in each part; 0 and absent: nothing is shown. */
  counts: Partial<Record<Part, number>>;
  onPart: (part: Part) => void;
}

export const tabId = (part: Part) => `tab-${part}`;
export const partId = (part: Part) => `part-${part}`;

/** The parts of the panel. Arrow keys go from one to the next. */
export function PanelTabs({ part, counts, onPart }: PanelTabsProps) {
  const { texts } = useLanguage();
  const bar = useRef<HTMLDivElement>(null);

  function onKeyDown(press: KeyboardEvent): void {
    if (press.ctrlKey || press.altKey || press.metaKey || press.shiftKey) return;
    const at = PARTS.indexOf(part);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: PARTS.length - 1 }[press.key];
    const next = to === undefined ? undefined : PARTS[(to + PARTS.length) % PARTS.length];
    if (!next) return;
    press.preventDefault();
    onPart(next);
    bar.current?.querySelector<HTMLElement>(`#${tabId(next)}`)?.focus();
  }
  function spoken(each: Part, count: number): string | undefined {
    if (each === 'history' || count === 0) return undefined;
    return {
      now: texts.panel.nowCount(count),
      missed: texts.panel.missedCount(count),
      notes: texts.panel.notesCount(count),
    }[each];
  }

  return (
    <div
      ref={bar}
      className={styles.tabs}
      role="tablist"
      aria-label={texts.panel.tabs}
      onKeyDown={onKeyDown}
    >
      {PARTS.map((each) => {
        const count = counts[each] ?? 0;
        const words = spoken(each, count);
        return (
          <button
            key={each}
            id={tabId(each)}
            type="button"
            role="tab"
            className={styles.tab}
            data-part={each}
            data-testid={`tab-${each}`}
            aria-selected={each === part}
            aria-controls={each === part ? partId(each) : undefined}
            title={words}
            tabIndex={each === part ? 0 : -1}
            onClick={() => onPart(each)}
          >
            <span className={styles.tabWord}>{texts.panel[each]}</span>{' '}
            {count > 0 && (
              <span className={styles.count} data-testid={`count-${each}`}>
                {count > 99 ? '99+' : count}
              </span>
            )}
          </button>
        );
      })}
    </div>
  );
}
