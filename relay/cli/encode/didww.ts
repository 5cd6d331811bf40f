/** DIDWW phone.systems: signed JSON; begin, answer and end of a call. */
import { DIDWW_SIGNATURE, signDidww } from '../../pbx/didww-signature.ts';
import { type Encoder, JSON_TYPE, optionText } from './encoder.ts';

const TYPES = { new: 'call.started', answer: 'call.connected', hangup: 'call.ended' } as const;

export const didwwEncoder: Encoder = {
  dialect: 'didww',
  encode(step, { id, options, now, earlier }) {
    const { kind, direction, people = [] } = step;
    if (kind !== 'new' && kind !== 'answer' && kind !== 'hangup') return [];
    const body = JSON.stringify({
      id: `evt-${id(step.call)}-${earlier.length}`,
      type: TYPES[kind],
      ts: new Date(now).toISOString(),
      global_tag: id(step.call),
      data: {
        direction: direction === 'out' ? 'outbound' : 'inbound',
        from: step.from,
        to: step.to,
        extension: kind === 'hangup' ? undefined : people[0]?.extension,
        hangup_cause: kind === 'hangup' ? step.cause : undefined,
      },
    });
    const secret = optionText(options, 'signingSecret');
    const signed = secret !== undefined && options['signature'] !== 'off';
    const headers = signed && {
      [DIDWW_SIGNATURE]: signDidww(secret, Math.floor(now / 1000), body),
    };
    return [{ method: 'POST', contentType: JSON_TYPE, body, ...(headers && { headers }) }];
  },
};
