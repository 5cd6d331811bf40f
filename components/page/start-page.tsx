import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';

/** Shows one of our own pages; its theme is that of the system. */
export function startPage(page: Document, content: ReactNode): void {
  const dark = page.defaultView!.matchMedia('(prefers-color-scheme: dark)');
  const follow = () => {
    page.documentElement.dataset.theme = dark.matches ? 'dark' : 'light';
  };
  dark.addEventListener('change', follow);
  follow();
  createRoot(page.querySelector('#app')!).render(content);
}
