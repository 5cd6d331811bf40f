/** Theme and language of Zammad's page, as its `html` element says. */
export interface PageLook {
  theme: 'light' | 'dark';
  lang: string;
}

export function readLook(page: Document): PageLook {
  const { documentElement } = page;
  return {
    theme: documentElement.getAttribute('data-theme') === 'dark' ? 'dark' : 'light',
    lang: documentElement.getAttribute('lang') ?? '',
  };
}

/** Tells of changes; the only observer that is at work while no call is there. */
export function watchLook(
  page: Document,
  onLook: (look: PageLook) => void,
  signal: AbortSignal,
): void {
  const observer = new MutationObserver(() => onLook(readLook(page)));
  observer.observe(page.documentElement, { attributeFilter: ['data-theme', 'lang'] });
  signal.addEventListener('abort', () => observer.disconnect());
}
