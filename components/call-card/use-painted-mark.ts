import { type RefObject, useLayoutEffect } from 'react';

/**
 * Writes on the card when it was first painted (`data-painted-at`, epoch ms with fractions), for
 * the benchmark: in a frame callback after the commit, then a task after that frame. A hidden page
 * paints nothing, so there the mark comes when it is shown.
 */
export function usePaintedMark(card: RefObject<HTMLElement | null>, callId: string): void {
  useLayoutEffect(() => {
    const frame = requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => {
        port1.close();
        card.current?.setAttribute(
          'data-painted-at',
          String(performance.timeOrigin + performance.now()),
        );
      });
      port1.start();
      port2.postMessage(null);
    });
    return () => cancelAnimationFrame(frame);
  }, [card, callId]);
}
