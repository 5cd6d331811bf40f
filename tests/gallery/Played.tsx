import { type ReactNode, useEffect, useRef } from 'react';

/** One thing a hand does. What it is done to is named by its `data-testid`. */
export type Deed =
  | { click: string; nth?: number }
  | { type: string; text: string }
  | { choose: string; value: string }
  | { press: string; key: string }
  | { focus: string }
  | { leave: string }
  /** Waits until it is no longer busy. */
  | { settle: string }
  | { import: string; text: string };

/** Brings what is inside into a state that only the hand of an agent brings about. */
export function Played({ deeds, children }: { deeds: readonly Deed[]; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const ended = new AbortController();
    void play(box.current!, deeds, ended.signal);
    return () => ended.abort();
  }, [deeds]);
  return (
    <div ref={box} data-played={deeds.length === 0 ? 'done' : 'playing'}>
      {children}
    </div>
  );
}

async function play(box: HTMLElement, deeds: readonly Deed[], signal: AbortSignal): Promise<void> {
  for (const deed of deeds) {
    const found = await appears(box, targetOf(deed), 'click' in deed ? (deed.nth ?? 0) : 0, signal);
    if (signal.aborted) return;
    // Seen by whoever shoots or tests the gallery.
    if (!found) return void (box.dataset['played'] = `nothing is called ${targetOf(deed)}`);
    if ('settle' in deed) await settles(found, signal);
    else act(found, deed);
  }
  box.dataset['played'] = 'done';
}

function targetOf(deed: Deed): string {
  if ('click' in deed) return deed.click;
  if ('type' in deed) return deed.type;
  if ('choose' in deed) return deed.choose;
  if ('press' in deed) return deed.press;
  if ('leave' in deed) return deed.leave;
  if ('settle' in deed) return deed.settle;
  return 'focus' in deed ? deed.focus : deed.import;
}

function act(found: HTMLElement, deed: Exclude<Deed, { settle: string }>): void {
  if ('click' in deed) found.click();
  else if ('focus' in deed) found.focus({ preventScroll: true });
  else if ('leave' in deed)
    found.dispatchEvent(new FocusEvent('focusout', { bubbles: true, relatedTarget: null }));
  else if ('type' in deed) put(found, deed.text, 'input');
  else if ('choose' in deed) put(found, deed.value, 'change');
  else if ('press' in deed)
    found.dispatchEvent(
      new KeyboardEvent('keydown', { key: deed.key, bubbles: true, cancelable: true }),
    );
  else importFile(found as HTMLInputElement, deed.text);
}

async function appears(
  box: HTMLElement,
  name: string,
  nth: number,
  signal: AbortSignal,
): Promise<HTMLElement | undefined> {
  for (let frame = 0; frame < 300 && !signal.aborted; frame += 1) {
    const found = box.querySelectorAll<HTMLElement>(`[data-testid="${name}"]`)[nth];
    if (found) return found;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return undefined;
}

async function settles(found: HTMLElement, signal: AbortSignal): Promise<void> {
  do await new Promise((resolve) => requestAnimationFrame(resolve));
  while (found.ariaBusy === 'true' && !signal.aborted);
}

/** As a hand does: the value through the browser's own setter, then the event. */
function put(field: HTMLElement, text: string, event: 'input' | 'change'): void {
  const kind =
    field instanceof HTMLTextAreaElement
      ? HTMLTextAreaElement
      : field instanceof HTMLSelectElement
        ? HTMLSelectElement
        : HTMLInputElement;
  Object.getOwnPropertyDescriptor(kind.prototype, 'value')!.set!.call(field, text);
  field.dispatchEvent(new Event(event, { bubbles: true }));
}

function importFile(field: HTMLInputElement, text: string): void {
  const files = new DataTransfer();
  files.items.add(new File([text], 'settings.json', { type: 'application/json' }));
  field.files = files.files;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}
