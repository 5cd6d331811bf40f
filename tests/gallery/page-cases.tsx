/** Popup and connect page in their states. */
import type { ReactNode } from 'react';
import type { CheckLine } from '../../components/connect/CheckList.tsx';
import type { ConnectFormProps } from '../../components/connect/ConnectForm.tsx';
import { ConnectView } from '../../components/connect/ConnectView.tsx';
import { PopupView, type PopupViewProps } from '../../components/popup/PopupView.tsx';
import { readAddress } from '../../lib/zammad-ui/address.ts';
import { trayOf } from './card-cases.ts';
import { missed, sampleCard } from './sample-cards.ts';

const nothing = () => {};

const popup = (part: Partial<PopupViewProps>): ReactNode => (
  <PopupView
    cards={[...trayOf(3), sampleCard({}, { ...missed, id: 'known' })]}
    connection={{ state: 'live', agentName: 'Agnes Agent', onFix: nothing }}
    phone={{ phone: 'on', onChange: nothing }}
    dial={{
      check: { state: 'readable', display: '+49 30 609854180' },
      onText: nothing,
      onDial: nothing,
    }}
    onOpen={nothing}
    onSettings={nothing}
    {...part}
  />
);

const IDS = ['address', 'permission', 'token', 'tickets', 'cti', 'relay', 'live'] as const;
const fine: CheckLine[] = IDS.map((id) => ({
  id,
  state: 'ok',
  fact: id === 'token' ? 'Agnes Agent' : undefined,
}));
const mixed: CheckLine[] = [
  ...fine.slice(0, 3),
  { id: 'tickets', state: 'ok' },
  { id: 'cti', state: 'failed', problem: 'zammad/no-cti' },
  { id: 'relay', state: 'failed', problem: 'relay/unreachable' },
  { id: 'live', state: 'skipped' },
];

const form: ConnectFormProps = {
  initial: { zammadUrl: 'https://support.example.com' },
  source: 'tab',
  hasToken: false,
  creation: { state: 'none' },
  busy: false,
  readAddress,
  onCreateToken: nothing,
  onConnect: nothing,
};
const connect = (
  part: Partial<ConnectFormProps>,
  checks?: CheckLine[],
  withSettings = false,
): ReactNode => (
  <ConnectView
    formKey="0"
    form={{ ...form, ...part }}
    checks={checks}
    checking={false}
    connected={checks !== undefined}
    settings={
      withSettings
        ? {
            settings: {
              phone: 'on',
              dial: 'system',
              sound: 'soft',
              notifications: true,
              locale: 'auto',
            },
            onChange: nothing,
          }
        : undefined
    }
    onCheck={nothing}
    onDisconnect={nothing}
  />
);

export const pageCases: { name: string; wide?: boolean; content: ReactNode }[] = [
  { name: 'popup', content: popup({}) },
  {
    name: 'popup: quiet, offline, wrong number',
    content: popup({
      cards: [],
      connection: { state: 'offline', reason: 'relay/unreachable', onFix: nothing },
      phone: { phone: 'quiet', onChange: nothing },
      dial: {
        check: { state: 'refused', code: 'dial/unreadable' },
        onText: nothing,
        onDial: nothing,
      },
    }),
  },
  {
    name: 'popup: not connected',
    content: popup({
      cards: [],
      connection: { state: 'unpaired', onFix: nothing },
      dial: undefined,
    }),
  },
  { name: 'connect: first time', wide: true, content: connect({}) },
  {
    name: 'connect: invited, token not allowed',
    wide: true,
    content: connect({
      source: 'invite',
      initial: { zammadUrl: 'https://support.example.com', relayUrl: 'https://relay.example.com' },
      creation: { state: 'failed', code: 'connect/token-forbidden' },
      failed: 'connect/not-zammad',
    }),
  },
  {
    name: 'connect: some things do not work',
    wide: true,
    content: connect({ hasToken: true, source: 'none' }, mixed),
  },
  {
    name: 'connected',
    wide: true,
    content: connect({ hasToken: true, creation: { state: 'created' } }, fine, true),
  },
];
