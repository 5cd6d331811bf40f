import { type KeyboardEvent, type PointerEvent, type RefObject, useState } from 'react';
import { clampPlace, type Place, placeOf } from './place.ts';

/** Handlers for what the tray is dragged by. */
export interface GripProps {
  onPointerDown: (down: PointerEvent<HTMLElement>) => void;
  onKeyDown: (press: KeyboardEvent<HTMLElement>) => void;
}

const STEP: Record<string, [number, number]> = {
  ArrowLeft: [-16, 0],
  ArrowRight: [16, 0],
  ArrowUp: [0, -16],
  ArrowDown: [0, 16],
};

/**
 * Moves the tray by pointer and by arrow keys. `place` is where it is; `onPlace` hears where it
 * was put, once per move.
 */
export function useDrag(
  tray: RefObject<HTMLElement | null>,
  place: Place,
  onPlace: (place: Place) => void,
): { grip: GripProps; shown: Place } {
  const [dragged, setDragged] = useState<Place>();

  /** The visible stack: from its first to its last card. */
  function box(): DOMRect | undefined {
    const cards = tray.current?.children;
    const first = cards?.[0]?.getBoundingClientRect();
    const last = cards?.[cards.length - 1]?.getBoundingClientRect();
    return first && last && new DOMRect(first.x, first.y, first.width, last.bottom - first.y);
  }
  function moved(from: DOMRect, dx: number, dy: number): Place {
    const area = { width: document.documentElement.clientWidth, height: window.innerHeight };
    const next = placeOf({
      right: area.width - from.right - dx,
      top: from.top + dy,
      bottom: area.height - from.bottom - dy,
    });
    return clampPlace(next, area, from.width);
  }

  const grip: GripProps = {
    onPointerDown(down) {
      const onButton = (down.target as Element).closest('button');
      const from = box();
      if (down.button !== 0 || !from || (onButton && !onButton.matches('[data-grip]'))) return;
      const bar = down.currentTarget;
      let last: Place | undefined;
      // At once: a quick hand has left the bar before the first move is told.
      bar.setPointerCapture?.(down.pointerId);
      const move = (step: globalThis.PointerEvent) => {
        const dx = step.clientX - down.clientX;
        const dy = step.clientY - down.clientY;
        if (!last && Math.hypot(dx, dy) < 4) return;
        last = moved(from, dx, dy);
        setDragged(last);
      };
      const stop = () => {
        bar.removeEventListener('pointermove', move);
        bar.removeEventListener('pointerup', stop);
        bar.removeEventListener('pointercancel', stop);
        if (last) onPlace(last);
        setDragged(undefined);
      };
      bar.addEventListener('pointermove', move);
      bar.addEventListener('pointerup', stop);
      bar.addEventListener('pointercancel', stop);
    },
    onKeyDown(press) {
      const step = STEP[press.key];
      const from = box();
      if (!step || !from) return;
      press.preventDefault();
      onPlace(moved(from, step[0], step[1]));
    },
  };
  return { grip, shown: dragged ?? place };
}
