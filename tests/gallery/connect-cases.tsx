/** Connecting, and what works. */
import type { CheckLine } from '../../components/connect/CheckList.tsx';
import type { ConnectFormProps } from '../../components/connect/ConnectForm.tsx';
import { ConnectPart, type ConnectPartProps } from '../../components/connect/ConnectPart.tsx';
import { readAddress } from '../../lib/zammad-ui/address.ts';
import type { GalleryCase } from './gallery-part.ts';
import type { Deed } from './Played.tsx';

const nothing = () => {};
const IDS = ['address', 'permission', 'token', 'tickets', 'cti', 'relay', 'live'] as const;
export const FINE: CheckLine[] = IDS.map((id) => ({
  id,
  state: 'ok',
  fact: id === 'token' ? 'Agnes Agent' : undefined,
}));
const mixed: CheckLine[] = [
  ...FINE.slice(0, 3),
  { id: 'tickets', state: 'ok' },
  { id: 'cti', state: 'failed', problem: 'zammad/no-cti' },
  { id: 'relay', state: 'failed', problem: 'relay/unreachable' },
  { id: 'live', state: 'skipped' },
];
const waiting: CheckLine[] = [
  ...FINE.slice(0, 2),
  ...IDS.slice(2).map((id): CheckLine => ({ id, state: 'waiting' })),
];

export function connectProps(
  form: Partial<ConnectFormProps> = {},
  checks?: CheckLine[],
  checking = false,
): ConnectPartProps {
  return {
    formKey: '0',
    form: {
      initial: { zammadUrl: 'https://support.example.com' },
      source: 'tab',
      hasToken: checks !== undefined,
      creation: { state: 'none' },
      busy: false,
      readAddress,
      onCreateToken: nothing,
      onConnect: nothing,
      ...form,
    },
    checks,
    checking,
    connected: checks !== undefined,
    onCheck: nothing,
    onDisconnect: nothing,
  };
}

const connect = (
  form: Partial<ConnectFormProps> = {},
  checks?: CheckLine[],
  more: { checking?: boolean; deeds?: readonly Deed[] } = {},
): GalleryCase => ({
  content: () => <ConnectPart {...connectProps(form, checks, more.checking)} />,
  ...(more.deeds && { deeds: more.deeds }),
});

export const connectCases: Record<string, GalleryCase> = {
  'first time': connect({ initial: {}, source: 'none' }),
  'Zammad is open in a tab': connect(),
  'invited, address is fixed': connect({
    source: 'invite',
    initial: { zammadUrl: 'https://support.example.com', relayUrl: 'https://relay.example.com' },
    locked: ['zammadUrl', 'relayUrl'],
  }),
  'token is made': connect({ creation: { state: 'creating' } }),
  'token is there': connect({ creation: { state: 'created' } }),
  'token not allowed': connect({
    creation: { state: 'failed', code: 'connect/token-forbidden' },
  }),
  'entries are wrong': connect({ initial: { zammadUrl: 'support', relayUrl: '' } }, undefined, {
    deeds: [{ click: 'connect' }],
  }),
  connecting: connect({ busy: true }),
  'no Zammad there': connect({ failed: 'connect/not-zammad' }),
  'being checked': connect({}, waiting, { checking: true }),
  'some things do not work': connect({}, mixed),
  'everything works': connect({}, FINE),
};
