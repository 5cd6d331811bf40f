import {
  type CSSProperties,
  type KeyboardEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { CardActions } from '../../lib/core/card-actions.ts';
import type { CardView } from '../../lib/core/card.ts';
import { CallCard } from '../call-card/CallCard.tsx';
import type { CardSettings } from '../call-card/card-settings.ts';
import { useLanguage, useNow } from '../surroundings.tsx';
import { Announcer } from './Announcer.tsx';
import styles from './card-tray.module.css';
import { OverLine } from './OverLine.tsx';
import { type Dock, dockOf, DOCKS } from './place.ts';
import { focusRow, moveByKey, rowsOf } from './tray-keys.ts';
import { type TrayMemory, withFold } from './tray-memory.ts';
import { openCards, orderCards, trayParts } from './tray-order.ts';
import { useDrag } from './use-drag.ts';

export interface CardTrayProps {
  cards: readonly CardView[];
  actions: CardActions;
  settings?: CardSettings | undefined;
  memory: TrayMemory;
  onMemory: (memory: TrayMemory) => void;
  /** Esc in a card: give the focus back to where it was. Must stay the same. */
  onLeave?: (() => void) | undefined;
}

/** All calls of now: newest ringing on top, at most three open, the others as lines. */
export function CardTray(props: CardTrayProps) {
  const { cards, actions, settings, memory, onMemory, onLeave } = props;
  const { texts } = useLanguage();
  const tray = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string>();
  const [overShown, setOverShown] = useState(false);
  const putAway = useRef<string>(undefined);
  const latest = useRef({ memory, onMemory });
  useEffect(() => {
    latest.current = { memory, onMemory };
  });
  const remember = useCallback((change: (before: TrayMemory) => TrayMemory) => {
    const next = change(latest.current.memory);
    latest.current = { ...latest.current, memory: next };
    latest.current.onMemory(next);
  }, []);
  const { grip, shown: place } = useDrag(tray, memory.place, (next) =>
    remember((before) => ({ ...before, place: next })),
  );

  const [held, setHeld] = useState<ReadonlyMap<string, CardView>>(NONE_HELD);
  const ordered = useMemo(() => orderCards(withHeld(cards, held)), [cards, held]);
  const folds = useMemo(() => new Map(memory.folds), [memory.folds]);
  const kept = new Set(
    ordered.map(({ call }) => call.id).filter((id) => id === focused || folds.get(id) === false),
  );
  const now = useNow(false, 1000);
  const [, setNews] = useState(0);
  const { shown, over, nextAt } = trayParts(ordered, kept, now);
  const untilOld = nextAt === undefined ? undefined : Math.max(0, nextAt - now);
  useEffect(() => {
    if (untilOld === undefined) return undefined;
    const timer = setTimeout(() => setNews((before) => before + 1), untilOld);
    return () => clearTimeout(timer);
  }, [untilOld]);
  const room = {
    width: window.innerWidth,
    height: window.innerHeight - place.offset - (over.length > 0 ? OVER_HEIGHT : 0),
    row: place.row === true,
    compact: memory.compact,
  };
  const open = openCards(shown, folds, room, now);

  const onFold = useCallback(
    (callId: string, folded: boolean) => remember((before) => withFold(before, callId, folded)),
    [remember],
  );
  const onPutAway = useCallback((callId: string) => {
    putAway.current = callId;
  }, []);
  const onHold = useCallback((callId: string, card: CardView | undefined) => {
    setHeld((before) => {
      if (before.get(callId) === card) return before;
      const next = new Map(before);
      if (card) next.set(callId, card);
      else next.delete(callId);
      return next;
    });
  }, []);
  const side = dockOf(memory.place);
  const { compact } = memory;
  const dock = useMemo(
    (): Dock => ({
      side,
      compact,
      onDock: (to) => remember((before) => ({ ...before, place: DOCKS[to] })),
      onCompact: (next) => remember((before) => ({ ...before, compact: next, folds: [] })),
    }),
    [side, compact, remember],
  );

  // The card with the focus went: on to the next one if the agent put it away, else back to where
  // the agent came from.
  const gone = focused !== undefined && !ordered.some(({ call }) => call.id === focused);
  useEffect(() => {
    if (!gone) return;
    const asked = putAway.current === focused;
    putAway.current = undefined;
    if (!(asked && tray.current && focusRow(rowsOf(tray.current)[0]))) onLeave?.();
  }, [gone, focused, onLeave]);

  function onKeyDown(press: KeyboardEvent): void {
    if (press.defaultPrevented) return;
    if (tray.current && moveByKey(press.nativeEvent, tray.current)) press.preventDefault();
    else if (press.key === 'Escape') onLeave?.();
  }
  const cardOf = (card: CardView, folded: boolean) => (
    <CallCard
      key={card.call.id}
      card={card}
      folded={folded}
      actions={actions}
      settings={settings}
      grip={grip}
      dock={dock}
      onFold={onFold}
      onLeave={onLeave}
      onPutAway={onPutAway}
      onHold={onHold}
    />
  );

  return (
    <>
      <Announcer cards={ordered} />
      <div
        ref={tray}
        className={styles.tray}
        data-testid="tray"
        data-edge={place.edge}
        data-side={place.side}
        data-row-layout={place.row}
        style={{ '--inset': `${place.inset}px`, '--offset': `${place.offset}px` } as CSSProperties}
        role="region"
        aria-label={texts.tray.label}
        hidden={ordered.length === 0}
        onKeyDown={onKeyDown}
        onFocus={(entered) => setFocused(callIdOf(entered.target))}
        onBlur={({ relatedTarget }) => {
          if (relatedTarget) setFocused(callIdOf(relatedTarget));
          // A card that is taken out of the page takes the focus with it: that is no leaving.
          else setTimeout(() => setFocused((before) => (isIn(tray.current) ? before : undefined)));
        }}
      >
        {shown.map((card) => cardOf(card, !open.has(card.call.id)))}
        {over.length > 0 && (
          <OverLine
            over={over}
            shown={overShown}
            onShow={setOverShown}
            onPutAway={() => {
              for (const { call } of over) void actions.dismiss(call.id);
            }}
          />
        )}
        {overShown && over.map((card) => cardOf(card, true))}
      </div>
    </>
  );
}

/** About the height of the line of old news with the gap, px. */
const OVER_HEIGHT = 52;
const NONE_HELD: ReadonlyMap<string, CardView> = new Map();

/** The cards, and those that went while something was half done in them. */
function withHeld(
  cards: readonly CardView[],
  held: ReadonlyMap<string, CardView>,
): readonly CardView[] {
  if (held.size === 0) return cards;
  const there = new Set(cards.filter((card) => !card.dismissed).map(({ call }) => call.id));
  const kept = [...held].filter(([id]) => !there.has(id)).map(([, card]) => card);
  const others = cards.filter(({ call }) => there.has(call.id) || !held.has(call.id));
  return [...others, ...kept];
}

/** The focus is somewhere in there. */
function isIn(tray: HTMLElement | null): boolean {
  const root = tray?.getRootNode() as Document | ShadowRoot | undefined;
  return tray?.contains(root?.activeElement ?? null) ?? false;
}

/** The call whose card something is in. */
function callIdOf(target: EventTarget | null): string | undefined {
  const card = target instanceof Element ? target.closest<HTMLElement>('[data-call-id]') : null;
  return card?.dataset['callId'];
}
