/** The popup, and the strip on Zammad's pages. */
import type { ReactNode } from 'react';
import { PopupView, type PopupViewProps } from '../../components/popup/PopupView.tsx';
import { CallStrip } from '../../components/strip/CallStrip.tsx';
import { trayOf } from './card-cases.ts';
import type { GalleryPart } from './gallery-part.ts';
import { missed, sampleCard } from './sample-cards.ts';
import { past, pastCalls } from './sample-history.ts';

const nothing = () => {};

const popup = (part: Partial<PopupViewProps> = {}) =>
  function content(): ReactNode {
    return (
      <PopupView
        cards={[...trayOf(3), sampleCard({}, { ...missed, id: 'known' })]}
        connection={{ state: 'live', agentName: 'Agnes Agent', onFix: nothing }}
        phone={{ phone: 'on', onChange: nothing }}
        dial={{
          check: { state: 'readable', display: '+49 30 609854180' },
          onText: nothing,
          onDial: nothing,
        }}
        panel={{ missed: 5, away: { calls: 4, missed: 2 }, onOpen: nothing }}
        onOpen={nothing}
        onSettings={nothing}
        {...part}
      />
    );
  };
const connection = (state: 'connecting' | 'offline' | 'unpaired' | 'refused', reason?: string) => ({
  connection: { state, reason, onFix: nothing },
});
const dial = (part: Partial<NonNullable<PopupViewProps['dial']>>) => ({
  dial: { check: { state: 'empty' as const }, onText: nothing, onDial: nothing, ...part },
});
const none = { panel: { missed: 0, onOpen: nothing }, cards: [] };

export const popupParts = {
  popup: {
    title: 'Popup',
    frame: 'none',
    width: 360,
    cases: {
      'calls now and lately': { content: popup() },
      'no calls': { content: popup({ ...none, ...dial({}) }) },
      connecting: { content: popup({ ...none, ...connection('connecting') }) },
      'offline, quiet, no number': {
        content: popup({
          ...none,
          ...connection('offline', 'relay/unreachable'),
          phone: { phone: 'quiet', onChange: nothing },
          ...dial({ check: { state: 'refused', code: 'dial/unreadable' } }),
        }),
      },
      refused: { content: popup({ ...none, ...connection('refused', 'relay/unauthorised') }) },
      'not connected': {
        content: popup({
          ...none,
          ...connection('unpaired'),
          phone: undefined,
          panel: undefined,
          dial: undefined,
        }),
      },
      'not yet known': {
        content: popup({ cards: [], connection: undefined, phone: undefined, dial: undefined }),
      },
      'number is dialled': {
        content: popup({ ...none, ...dial({ dialled: { display: '+49 30 609854180' } }) }),
      },
      'dialling failed': {
        content: popup({ ...none, ...dial({ dialled: { code: 'dial/no-extension' } }) }),
      },
      'more than a hundred missed': {
        content: popup({ panel: { missed: 240, onOpen: nothing } }),
      },
    },
  },
  strip: {
    title: 'Strip on profile and ticket',
    frame: 'none',
    width: 340,
    cases: {
      'several calls': {
        content: () => <CallStrip calls={pastCalls} missed={3} more={false} onLeave={nothing} />,
      },
      'one call': {
        content: () => (
          <CallStrip
            calls={[past('s', 3 * 86_400_000, 60_000)]}
            missed={0}
            more={false}
            onLeave={nothing}
          />
        ),
      },
      'more than are listed': {
        content: () => <CallStrip calls={pastCalls} missed={12} more onLeave={nothing} />,
      },
      open: {
        content: () => <CallStrip calls={pastCalls} missed={3} more={false} onLeave={nothing} />,
        deeds: [{ click: 'strip-pill' }],
      },
    },
  },
} satisfies Record<string, GalleryPart>;
