/** The side panel in its states, each of its parts by itself. */
import { type ReactNode, useState } from 'react';
import { AwayCard } from '../../components/away/AwayCard.tsx';
import { NowSection } from '../../components/panel/NowSection.tsx';
import type { Part } from '../../components/panel/PanelTabs.tsx';
import { PanelView, type PanelViewProps } from '../../components/panel/PanelView.tsx';
import { ConnectionLine } from '../../components/popup/ConnectionLine.tsx';
import { PhoneSwitch } from '../../components/popup/PhoneSwitch.tsx';
import { callCases } from './call-cases.tsx';
import { trayOf } from './card-cases.ts';
import type { GalleryCase, GalleryPart } from './gallery-part.ts';
import { historyCases } from './history-cases.tsx';
import { idleActions } from './idle-actions.ts';
import { missedCases } from './missed-cases.tsx';
import { gallerySettings } from './sample-cards.ts';
import { awayCase, pastCalls } from './sample-history.ts';
import { waitingCases } from './waiting-cases.tsx';

const nothing = () => {};

/** What a part shows in the panel's frame, and what lies over it. */
export interface PanelCase extends Partial<
  Pick<PanelViewProps, 'ill' | 'top' | 'layer' | 'toast'>
> {
  part: Part;
  content: () => ReactNode;
  deeds?: GalleryCase['deeds'];
  /** Nothing waits anywhere. */
  calm?: boolean;
}

/** The tabs can be walked through; only the tab of the case shows something. */
function Framed({ of }: { of: PanelCase }) {
  const { part, content, deeds: _deeds, calm, ...rest } = of;
  const [shown, setShown] = useState(part);
  const counts = calm ? {} : { now: 1, missed: 5, notes: 4 };
  return (
    <PanelView part={shown} counts={counts} onPart={setShown} {...rest}>
      {shown === part && content()}
    </PanelView>
  );
}

const phone = <PhoneSwitch phone="on" onChange={nothing} />;
const away = (part: Partial<typeof awayCase> = {}) => (
  <AwayCard away={{ ...awayCase, ...part }} onOpen={nothing} onShow={nothing} onSeen={nothing} />
);
const now = (cards = trayOf(3)) =>
  function content(): ReactNode {
    return (
      <NowSection cards={cards} actions={idleActions} settings={gallerySettings} tools={phone} />
    );
  };

const nowCases: Record<string, PanelCase> = {
  'calls, while you were away': { part: 'now', content: now(), top: away() },
  'away, nothing missed': {
    part: 'now',
    content: now([]),
    top: away({ missed: [], answered: 4 }),
  },
  'away, more than are listed': {
    part: 'now',
    content: now([]),
    top: away({
      calls: 30,
      missed: Array.from({ length: 9 }, (_, at) => ({ ...pastCalls[1]!, id: `a${at}` })),
    }),
  },
  'no call': { part: 'now', content: now([]), calm: true },
  'no call, offline': {
    part: 'now',
    content: now([]),
    calm: true,
    ill: <ConnectionLine state="offline" reason="relay/unreachable" onFix={nothing} />,
  },
};

function partOf(title: string, cases: Record<string, PanelCase>): GalleryPart {
  return {
    title,
    frame: 'panel',
    width: 360,
    cases: Object.fromEntries(
      Object.entries(cases).map(([name, of]) => [
        name,
        { content: () => <Framed of={of} />, ...(of.deeds && { deeds: of.deeds }) },
      ]),
    ),
  };
}

export const panelParts: Record<`panel-${Part | 'call'}`, GalleryPart> = {
  'panel-now': partOf('Side panel: now', nowCases),
  'panel-missed': partOf('Side panel: missed', missedCases),
  'panel-history': partOf('Side panel: history', historyCases),
  'panel-notes': partOf('Side panel: notes', waitingCases),
  'panel-call': partOf('Side panel: one call', callCases),
};
