/**
 * What our content scripts of one page tell each other. They share a world of their own that the
 * page cannot reach, so this is out of its hands; a reloaded extension gets a new one.
 */
export type DialSetting = 'system' | 'relay' | 'off';

export interface InPage {
  /** Undefined until the background has told it for the first time. */
  dial: DialSetting | undefined;
  locale: 'de' | 'en';
  /** Told after every change. */
  onChange: Set<() => void>;
}

const KEY = Symbol.for('offhook.in-page');

export function inPage(scope: object = globalThis): InPage {
  const holder = scope as { [KEY]?: InPage };
  return (holder[KEY] ??= { dial: undefined, locale: 'en', onChange: new Set() });
}

/** Sets what is given and tells whoever listens, if anything is new. */
export function tellInPage(shared: InPage, next: Pick<InPage, 'dial' | 'locale'>): void {
  if (shared.dial === next.dial && shared.locale === next.locale) return;
  Object.assign(shared, next);
  for (const listener of shared.onChange) listener();
}
