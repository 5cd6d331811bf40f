/** A card to play with: actions that note what was asked of them. */
import { act } from '@testing-library/react';
import { vi } from 'vitest';
import type { Answer, CardActions } from '../../lib/core/card-actions.ts';
import type { CardView } from '../../lib/core/card.ts';
import { idleActions } from '../../tests/gallery/idle-actions.ts';
import { gallerySettings, NOW } from '../../tests/gallery/sample-cards.ts';
import { renderWith } from './render.tsx';
import { CallCard } from '../call-card/CallCard.tsx';

const fine = () => Promise.resolve({ ok: true, value: null } as Answer);

export function createTestCard() {
  const onFold = vi.fn<(callId: string, folded: boolean) => void>();
  const onPutAway = vi.fn<(callId: string) => void>();
  const onLeave = vi.fn<() => void>();
  const actions = {
    openProfile: vi.fn<CardActions['openProfile']>(fine),
    openTicket: vi.fn<CardActions['openTicket']>(fine),
    newTicket: vi.fn<CardActions['newTicket']>(fine),
    pick: vi.fn<CardActions['pick']>(fine),
    dismiss: vi.fn<CardActions['dismiss']>(fine),
    exclude: vi.fn<CardActions['exclude']>(fine),
    acceptOffer: vi.fn<CardActions['acceptOffer']>(fine),
    openByRule: vi.fn<CardActions['openByRule']>(fine),
    openLink: vi.fn<CardActions['openLink']>(fine),
    choose: vi.fn<CardActions['choose']>(fine),
    callBack: vi.fn<CardActions['callBack']>(fine),
    copy: vi.fn<CardActions['copy']>(fine),
    keepNote: vi.fn<CardActions['keepNote']>(() =>
      Promise.resolve({ ok: true, value: { keptAt: NOW } }),
    ),
    sendNote: vi.fn<CardActions['sendNote']>(fine),
  };
  const cardOf = (card: CardView, folded = false) => (
    <CallCard
      card={card}
      folded={folded}
      actions={{ ...idleActions, ...actions }}
      settings={gallerySettings}
      onFold={onFold}
      onLeave={onLeave}
      onPutAway={onPutAway}
    />
  );
  return {
    actions,
    onFold,
    onPutAway,
    onLeave,
    cardOf,
    show: (card: CardView, folded = false) => renderWith(cardOf(card, folded), { now: NOW }),
    /** Lets the answers of the actions arrive. */
    settle: () => act(async () => {}),
    clear(): void {
      for (const each of [...Object.values(actions), onFold, onLeave, onPutAway]) each.mockClear();
    },
  };
}
