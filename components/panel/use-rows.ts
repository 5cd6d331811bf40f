import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';

/** Marks the part of a row that takes the focus for the whole row. */
export const ROW = 'data-row';

export interface Rows {
  /** Goes on the list element. */
  onKeyDown: (press: KeyboardEvent) => void;
  /** The row that the Tab key comes to; its own buttons follow it. */
  isCurrent: (id: string) => boolean;
  /** A row has got the focus. */
  onFocus: (id: string) => void;
}

/**
 * Arrow keys between the rows of a list, which is one stop of the Tab key. `ids`: the rows as they
 * stand. In fields and lists of choices the keys keep their own meaning. A row that goes while the
 * focus is in it hands the focus to the one that takes its place.
 */
export function useRows(list: RefObject<HTMLElement | null>, ids: readonly string[]): Rows {
  const [chosen, setChosen] = useState<string>();
  const current = chosen !== undefined && ids.includes(chosen) ? chosen : ids[0];
  const at = useRef(0);

  function go(to: number): void {
    const id = ids[Math.max(0, Math.min(ids.length - 1, to))];
    if (id === undefined) return;
    setChosen(id);
    for (const row of list.current?.querySelectorAll<HTMLElement>(`[${ROW}]`) ?? [])
      if (row.getAttribute(ROW) === id) row.focus();
  }
  useEffect(() => {
    if (chosen === undefined) return;
    if (ids.includes(chosen)) at.current = ids.indexOf(chosen);
    else if (document.activeElement === document.body) go(at.current);
  });

  return {
    isCurrent: (id) => id === current,
    onFocus: setChosen,
    onKeyDown(press) {
      if (press.ctrlKey || press.altKey || press.metaKey || press.shiftKey) return;
      const target = press.target as HTMLElement;
      if (target.matches('input:not([type=checkbox]), select, textarea')) return;
      const at = current === undefined ? -1 : ids.indexOf(current);
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: ids.length - 1 }[press.key];
      if (to === undefined) return;
      press.preventDefault();
      go(to);
    },
  };
}
