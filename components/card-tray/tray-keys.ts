/** Moving by keyboard between the cards of a tray and inside one. */
import { inField } from '../call-card/card-keys.ts';

const ROWS = '[data-testid="card"], [data-row]';
const INSIDE =
  'button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea, [href], [tabindex="0"]';

interface Press {
  key: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  isComposing: boolean;
  composedPath: () => EventTarget[];
}

/** Gives the focus to a card, or to the button of a folded one. */
export function focusRow(row: Element | null | undefined): boolean {
  const goal =
    row?.querySelector<HTMLElement>(':scope > [data-unfold], :scope > * > [data-unfold]') ?? row;
  if (!(goal instanceof HTMLElement)) return false;
  goal.focus({ preventScroll: true });
  row?.scrollIntoView?.({ block: 'nearest' });
  return true;
}

/** The cards (and the line of old news) of a tray, in order. */
export function rowsOf(tray: ParentNode): HTMLElement[] {
  return Array.from(tray.querySelectorAll<HTMLElement>(ROWS));
}

/**
 * Up, Down, K and J go from card to card, Left and Right from one thing to the next inside a card;
 * neither while typing. True when the key was used.
 */
export function moveByKey(press: Press, tray: HTMLElement): boolean {
  if (press.ctrlKey || press.altKey || press.metaKey || press.isComposing || inField(press))
    return false;
  const here = press.composedPath()[0];
  if (!(here instanceof HTMLElement)) return false;
  const rows = rowsOf(tray);
  const at = rows.findIndex((row) => row.contains(here));
  switch (press.key) {
    case 'ArrowDown':
    case 'j':
      return focusRow(rows[at + 1]);
    case 'ArrowUp':
    case 'k':
      return at > 0 && focusRow(rows[at - 1]);
    case 'ArrowRight':
      return step(rows[at], here, 1);
    case 'ArrowLeft':
      return step(rows[at], here, -1);
    default:
      return false;
  }
}

function step(row: HTMLElement | undefined, here: HTMLElement, by: 1 | -1): boolean {
  const things = Array.from(row?.querySelectorAll<HTMLElement>(INSIDE) ?? []).filter(
    // What is folded away cannot be entered.
    (thing) => !thing.closest('[hidden]'),
  );
  const at = things.indexOf(here);
  const next = things[at < 0 && by < 0 ? -1 : at + by];
  next?.focus();
  return next !== undefined;
}
