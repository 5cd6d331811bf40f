import { useEffect, useState } from 'react';

/** The upper part of the window: what is there is what is being read. */
const READING = '-10% 0px -70% 0px';

/** Which of these elements (by id) is being read; undefined where the browser cannot tell. */
export function useCurrentSection(ids: readonly string[]): string | undefined {
  const [current, setCurrent] = useState<string>();
  useEffect(() => {
    if (typeof IntersectionObserver === 'undefined') return undefined;
    const seen = new Set<string>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) seen.add(target.id);
          else seen.delete(target.id);
        }
        setCurrent((now) => ids.findLast((id) => seen.has(id)) ?? now);
      },
      { rootMargin: READING },
    );
    for (const id of ids) {
      const element = document.getElementById(id);
      if (element) observer.observe(element);
    }
    return () => observer.disconnect();
  }, [ids]);
  return current;
}
