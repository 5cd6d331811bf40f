import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { createTexts } from '../../lib/i18n/create-texts.ts';
import { chooseLocale } from '../../lib/i18n/texts.ts';
import { SurroundingsProvider } from '../surroundings.tsx';
import { createPageTicker } from '../ticker.ts';

export interface PageFrameProps {
  /** The agent's choice; `auto` is the browser's language here. */
  locale: 'auto' | 'de' | 'en';
  children: ReactNode;
}

/** Words and time for one of our own pages. */
export function PageFrame({ locale, children }: PageFrameProps) {
  const chosen = chooseLocale(locale, navigator.language);
  const language = useMemo(() => createTexts(chosen), [chosen]);
  const [ticker] = useState(() => createPageTicker(document));
  useEffect(() => {
    document.documentElement.lang = chosen;
  }, [chosen]);
  return (
    <SurroundingsProvider language={language} ticker={ticker}>
      {children}
    </SurroundingsProvider>
  );
}
