/**
 * Twilio's status callbacks: the call itself, and a child for each phone that rings. With
 * `continueWith` configured, a new incoming call asks the voice URL, as Twilio does.
 */
import { signTwilio, TWILIO_SIGNATURE } from '../../pbx/twilio/twilio-signature.ts';
import type { Step } from '../scenarios/step.ts';
import { type EncodeContext, type Encoder, optionText, postForm } from './encoder.ts';

export const twilioEncoder: Encoder = {
  dialect: 'twilio',
  encode(step, context) {
    const token = optionText(context.options, 'authToken');
    return callbacks(step, context).map(({ rest, fields }) => {
      const request = { ...postForm(fields), rest };
      if (token === undefined) return request;
      const params = new URLSearchParams(request.body);
      const signature = signTwilio(token, context.address(rest), params);
      return { ...request, headers: { [TWILIO_SIGNATURE]: signature } };
    });
  },
};

type Fields = (readonly [string, string | undefined])[];

const STATUS: Record<string, string> = {
  busy: 'busy',
  cancel: 'canceled',
  noAnswer: 'no-answer',
  notFound: 'failed',
  congestion: 'failed',
};

/** Also Telnyx TeXML, which copies them. */
export function callbacks(step: Step, context: EncodeContext): { rest: string; fields: Fields }[] {
  const { kind, direction, people = [], cause = '' } = step;
  const { id, earlier } = context;
  const out = direction === 'out' || direction === 'internal';
  const parent = `CA${id(step.call)}`;
  const sides: Fields = [
    ['From', number(step.from)],
    ['To', number(step.to)],
  ];
  const status = (fields: Fields) => ({
    rest: '/status',
    fields: [
      ['CallbackSource', 'call-progress-events'],
      ['SequenceNumber', String(earlier.length)],
      ['Timestamp', new Date(context.now).toUTCString()],
      ...fields,
    ] as Fields,
  });
  const call = (word: string, more: Fields = []) => {
    const way = out ? 'outbound-api' : 'inbound';
    return status([
      ['CallSid', parent],
      ['Direction', way],
      ['CallStatus', word],
      ...sides,
      ...more,
    ]);
  };
  const children = (word: string) =>
    people.map(({ extension }) =>
      status([
        ['CallSid', `${parent}-${extension}`],
        ['ParentCallSid', parent],
        ['Direction', 'outbound-dial'],
        ['CallStatus', word],
        ['From', number(step.from)],
        ['To', `client:${extension}`],
        ['CalledVia', number(step.to)],
      ]),
    );
  switch (kind) {
    case 'new': {
      if (out || context.options['continueWith'] === undefined) {
        return [call('ringing'), ...(out ? [] : children('ringing'))];
      }
      const asked: Fields = [
        ['CallSid', parent],
        ['Direction', 'inbound'],
        ['CallStatus', 'ringing'],
      ];
      return [{ rest: '/voice', fields: [...asked, ...sides] }, ...children('ringing')];
    }
    case 'ring':
      return children('ringing');
    case 'stopRing':
      return children('no-answer');
    case 'answer':
      return out ? [call('in-progress')] : children('in-progress');
    case 'hangup': {
      const talked = step.talkedMs !== undefined || cause === 'normalClearing';
      const word = out && !talked ? (STATUS[cause] ?? 'failed') : 'completed';
      const code: Fields = cause === 'notFound' ? [['SipResponseCode', '404']] : [];
      return [
        call(word, [['CallDuration', String(Math.round((step.talkedMs ?? 0) / 1000))], ...code]),
      ];
    }
    case 'transfer':
      return [];
  }
}

/** Twilio writes E.164 with plus, and words of hidden callers on a keypad. */
function number(text: string | undefined): string | undefined {
  if (text === 'anonymous') return '+266696687';
  return text !== undefined && /^[1-9]\d{6,14}$/.test(text) ? `+${text}` : text;
}
