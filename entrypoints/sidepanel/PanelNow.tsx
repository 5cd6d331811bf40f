import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useStore } from 'zustand';
import { NowSection } from '../../components/panel/NowSection.tsx';
import { DialField } from '../../components/popup/DialField.tsx';
import { PhoneSwitch } from '../../components/popup/PhoneSwitch.tsx';
import { useDial } from '../../lib/state/use-dial.ts';
import type { SidePanelProps } from './SidePanel.tsx';

/** The calls of now, dialling and the phone switch. */
export function PanelNow({
  call,
  queries,
  store,
  actions,
}: Pick<SidePanelProps, 'call' | 'queries' | 'store' | 'actions'>) {
  const client = useQueryClient();
  const cards = useStore(store, (state) => state.cards);
  const cardSettings = useStore(store, (state) => state.settings);
  const settings = useQuery(queries.settings).data;
  const dial = useDial(call, queries);
  const setPhone = useMutation({
    mutationFn: (phone: 'on' | 'quiet') => call('settings.set', { phone }),
    onSuccess: (result) => {
      if (result.ok) client.setQueryData(queries.settings.queryKey, result.value);
    },
  });
  return (
    <NowSection
      cards={cards}
      actions={actions}
      settings={cardSettings}
      tools={
        settings && (
          <>
            {settings.dial !== 'off' && <DialField {...dial} />}
            <PhoneSwitch phone={settings.phone} onChange={setPhone.mutate} />
          </>
        )
      }
    />
  );
}
