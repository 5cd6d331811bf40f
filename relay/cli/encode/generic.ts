/** Zammad's CTI Push API. It knows neither who joins or leaves, nor a transfer of its own. */
import { type Encoder, postForm } from './encoder.ts';

export const genericEncoder: Encoder = {
  dialect: 'generic',
  encode(step, { id }) {
    const { kind, people = [] } = step;
    if (kind === 'stopRing' || kind === 'transfer') return [];
    // Who rings later can only be said by announcing the call again.
    const event = kind === 'new' || kind === 'ring' ? 'newCall' : kind;
    const names = step.mailbox ? ['voicemail'] : people.map(({ name }) => name);
    const key = event === 'newCall' ? 'user[]' : 'user';
    return [
      postForm([
        ['event', event],
        ['callId', id(step.call)],
        ['direction', step.direction ?? ''],
        ['from', step.from],
        ['to', step.to],
        ['queue', step.queue],
        ['diversion', step.diversion],
        ...(event === 'hangup' ? [] : names.map((name) => [key, name] as const)),
        ['cause', event === 'hangup' ? step.cause : undefined],
      ]),
    ];
  },
};
