import { useEffect, useState } from 'react';

/** No secret and nobody's loss: when it is gone, one way to narrow the history is not offered. */
const KEY = 'offhook.panel-left';

/** When the panel was last closed or hidden before it was opened now; undefined: never. */
export function useLastVisit(): number | undefined {
  const [left] = useState(readLeft);
  useEffect(() => {
    const keep = () => {
      if (document.visibilityState === 'hidden') writeLeft(Date.now());
    };
    const leave = () => writeLeft(Date.now());
    document.addEventListener('visibilitychange', keep);
    addEventListener('pagehide', leave);
    return () => {
      document.removeEventListener('visibilitychange', keep);
      removeEventListener('pagehide', leave);
    };
  }, []);
  return left;
}

function readLeft(): number | undefined {
  try {
    const at = Number(localStorage.getItem(KEY) ?? undefined);
    return at > 0 && at <= Date.now() ? at : undefined;
  } catch {
    return undefined;
  }
}

function writeLeft(at: number): void {
  try {
    localStorage.setItem(KEY, String(at));
  } catch {
    // Storage closed or full: not remembered.
  }
}
