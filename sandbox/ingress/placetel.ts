import type { World } from '../world/world.ts';
import type { CallParams } from './call-log.ts';

const EVENTS: Record<string, string> = {
  IncomingCall: 'newCall',
  OutgoingCall: 'newCall',
  CallAccepted: 'answer',
  HungUp: 'hangup',
};
const CAUSES: Record<string, string> = {
  missed: 'cancel',
  voicemail: 'voicemail',
  blocked: 'blocked',
  accepted: 'normalClearing',
};

/** Placetel's words in generic ones. Later events carry no direction: it is that of the call. */
export function fromPlacetel(world: World, params: CallParams): CallParams {
  const word = String(params['event']);
  const known = world.ctiLog.find((row) => row.call_id === params['call_id']);
  const direction =
    word === 'IncomingCall' ? 'in' : word === 'OutgoingCall' ? 'out' : known?.direction;
  const type = params['type'];
  return {
    ...params,
    event: EVENTS[word] ?? word,
    direction: params['direction'] ?? direction,
    ...(typeof type === 'string' ? { cause: CAUSES[type] } : {}),
  };
}
