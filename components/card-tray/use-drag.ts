import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { clampPlace, type Place, placeOf } from './place.ts';

/** Handlers for what the tray is dragged by. The same object as long as the tray lives. */
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
  const latest = useRef({ place, onPlace });
  useEffect(() => {
    latest.current = { place, onPlace };
  });

  const grip = useMemo((): GripProps => {
    /** The visible stack: from its first to its last card. */
    function box(): DOMRect | undefined {
      const all = Array.from(tray.current?.children ?? [], (card) => card.getBoundingClientRect());
      if (all.length === 0) return undefined;
      const left = Math.min(...all.map((each) => each.left));
      const top = Math.min(...all.map((each) => each.top));
      const right = Math.max(...all.map((each) => each.right));
      const bottom = Math.max(...all.map((each) => each.bottom));
      return new DOMRect(left, top, right - left, bottom - top);
    }
    function moved(from: DOMRect, dx: number, dy: number): Place {
      const area = { width: document.documentElement.clientWidth, height: window.innerHeight };
      const next = placeOf({
        left: from.left + dx,
        right: area.width - from.right - dx,
        top: from.top + dy,
        bottom: area.height - from.bottom - dy,
      });
      const { row } = latest.current.place;
      return clampPlace(row ? { ...next, row } : next, area, from.width);
    }
    return {
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
          if (last) latest.current.onPlace(last);
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
        press.stopPropagation();
        latest.current.onPlace(moved(from, step[0], step[1]));
      },
    };
  }, [tray]);
  return { grip, shown: dragged ?? place };
}
