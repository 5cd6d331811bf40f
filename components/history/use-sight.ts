import { type RefObject, useEffect, useRef } from 'react';

/** Calls `onSight` when the element comes near what is seen, again after each change of `key`. */
export function useSight(
  element: RefObject<Element | null>,
  on: boolean,
  key: unknown,
  onSight: () => void,
): void {
  const latest = useRef(onSight);
  useEffect(() => {
    latest.current = onSight;
  });
  useEffect(() => {
    const seen = element.current;
    if (!on || !seen || typeof IntersectionObserver === 'undefined') return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) latest.current();
      },
      { rootMargin: '400px' },
    );
    observer.observe(seen);
    return () => observer.disconnect();
  }, [element, on, key]);
}
