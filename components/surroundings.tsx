import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from 'react';
import type { Language } from '../lib/i18n/create-texts.ts';
import type { Ticker } from './ticker.ts';

/** What every part of a surface needs and no part should pass on by hand: words and time. */
export interface Surroundings {
  language: Language;
  ticker: Ticker;
  /** Where Zammad serves pictures from. Absent in Zammad's own page: it is the same origin. */
  zammadUrl?: string | undefined;
}

const Context = createContext<Surroundings | undefined>(undefined);

export function SurroundingsProvider(props: Surroundings & { children: ReactNode }) {
  const { language, ticker, zammadUrl, children } = props;
  const value = useMemo(() => ({ language, ticker, zammadUrl }), [language, ticker, zammadUrl]);
  return <Context value={value}>{children}</Context>;
}

function useSurroundings(): Surroundings {
  const found = useContext(Context);
  if (!found) throw new Error('rendered outside of SurroundingsProvider');
  return found;
}

export function useLanguage(): Language {
  return useSurroundings().language;
}

/** Address of a person's picture, or undefined when there is none or its name is not one of Zammad's. */
export function usePicture(image: string | undefined): string | undefined {
  const { zammadUrl } = useSurroundings();
  if (image === undefined || !/^[\da-z]{6,128}$/i.test(image)) return undefined;
  return `${(zammadUrl ?? '').replace(/\/+$/, '')}/api/v1/users/image/${image}`;
}

const silent = () => () => {};

/**
 * The present time, cut to `stepMs`; renders again only when that changes. While not `live` the
 * time stands still and no timer runs.
 */
export function useNow(live: boolean, stepMs: number): number {
  const { ticker } = useSurroundings();
  const step = useSyncExternalStore(live ? ticker.subscribe : silent, () =>
    Math.floor(ticker.now() / stepMs),
  );
  return step * stepMs;
}
