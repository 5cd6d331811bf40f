/** What lies over the panel: one call, or the form for one. */
import type { ReactNode } from 'react';
import {
  ManualCallForm,
  type ManualCallFormProps,
} from '../../components/manual-call/ManualCallForm.tsx';
import { CallDetail, type CallDetailProps } from '../../components/panel/CallDetail.tsx';
import { Layer } from '../../components/panel/Layer.tsx';
import { useLanguage } from '../../components/surroundings.tsx';
import { idle } from './idle.ts';
import { idleActions } from './idle-actions.ts';
import type { PanelCase } from './panel-parts.tsx';
import { ended, gallerySettings, missed, nobody, sampleCard, unchosen } from './sample-cards.ts';
import { pastCalls } from './sample-history.ts';

const over = (layer: ReactNode, more: Partial<PanelCase> = {}): PanelCase => ({
  part: 'history',
  content: () => null,
  layer,
  ...more,
});

const detail = (part: Partial<CallDetailProps>): PanelCase =>
  over(
    <CallDetail
      card={undefined}
      actions={idleActions}
      settings={gallerySettings}
      {...idle('onRetry', 'onBack')}
      {...part}
    />,
  );

function ByHand(part: Partial<ManualCallFormProps>) {
  const { texts } = useLanguage();
  return (
    <Layer title={texts.panel.enter.title} {...idle('onBack')}>
      <ManualCallForm
        check={undefined}
        busy={false}
        {...idle('onNumber', 'onSubmit', 'onCancel')}
        {...part}
      />
    </Layer>
  );
}

export const callCases: Record<string, PanelCase> = {
  'a call of the past': detail({
    card: sampleCard({ dismissed: true }, { ...ended, ...pastCalls[0] }),
  }),
  'a missed call of the past': detail({
    card: unchosen(sampleCard(nobody, { ...missed, ...pastCalls[2] })),
  }),
  'a call entered by hand': detail({ card: sampleCard({}, { ...ended, ...pastCalls[8] }) }),
  'a call is fetched': detail({}),
  'a call that is gone': detail({ problem: 'call/not-found' }),
  'by hand, empty': over(<ByHand />),
  'by hand, number is read': over(<ByHand check={{ display: '+49 30 609854180' }} />),
  'by hand, no number': over(<ByHand check={{ unreadable: true }} />),
  'by hand, under way': over(<ByHand check={{ display: '+49 30 609854180' }} busy />),
  'by hand, failed': over(<ByHand problem="relay/unreachable" />),
  'by hand, called and no number': over(<ByHand />, {
    deeds: [{ choose: 'manual-direction', value: 'out' }, { click: 'manual-submit' }],
  }),
};
