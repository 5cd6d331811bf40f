/** The tray: how many calls, where it is docked, what is old news. */
import type { ReactNode } from 'react';
import { CardTray } from '../../components/card-tray/CardTray.tsx';
import { DOCKS, type DockSide } from '../../components/card-tray/place.ts';
import { NEW_TRAY, type TrayMemory } from '../../components/card-tray/tray-memory.ts';
import type { CardView } from '../../lib/core/card.ts';
import { trayOf } from './card-cases.ts';
import type { GalleryPart } from './gallery-part.ts';
import { idleActions } from './idle-actions.ts';
import { ended, gallerySettings, missed, NOW, sampleCard, talking } from './sample-cards.ts';

const MINUTE = 60_000;
/** Calls that are over for long enough to be old news. */
const old: CardView[] = Array.from({ length: 4 }, (_, index) =>
  sampleCard(
    {},
    {
      ...(index % 2 ? missed : ended),
      id: `old-${index}`,
      startedAt: NOW - (40 + index) * MINUTE,
      endedAt: NOW - (39 + index) * MINUTE,
    },
  ),
);
const one = sampleCard({}, { ...talking, id: 'own' });

const tray = (cards: readonly CardView[], side: DockSide, memory: Partial<TrayMemory> = {}) =>
  function content(): ReactNode {
    return (
      <CardTray
        cards={cards}
        actions={idleActions}
        settings={gallerySettings}
        memory={{ ...NEW_TRAY, place: DOCKS[side], ...memory }}
        onMemory={() => {}}
      />
    );
  };

export const trayParts = {
  tray: {
    title: 'Tray',
    frame: 'window',
    width: 400,
    cases: {
      'no call': { content: tray([], 'right') },
      'one call': { content: tray(trayOf(1), 'right') },
      'three calls': { content: tray(trayOf(3), 'right') },
      'ten calls': { content: tray(trayOf(10), 'right') },
      'ten calls, new ones as lines': { content: tray(trayOf(10), 'right', { compact: true }) },
      'docked left': { content: tray(trayOf(3), 'left') },
      'folded by the agent': { content: tray(trayOf(1), 'right', { folds: [['own', true]] }) },
      'old news': { content: tray([one, ...old], 'right') },
      'old news, shown': {
        content: tray([one, ...old], 'right'),
        deeds: [{ click: 'over-show' }],
      },
    },
  },
  'tray-row': {
    title: 'Tray at the bottom',
    frame: 'window',
    width: 1180,
    cases: {
      'one call, in a row': { content: tray(trayOf(1), 'bottom') },
      'three calls, in a row': { content: tray(trayOf(3), 'bottom') },
      'ten calls, in a row': { content: tray(trayOf(10), 'bottom') },
    },
  },
} satisfies Record<string, GalleryPart>;
