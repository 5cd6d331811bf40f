/** Telnyx TeXML: Twilio's callbacks, signed with an Ed25519 key of Telnyx. */
import { signTelnyx, TELNYX_SIGNATURE, TELNYX_TIMESTAMP } from '../../pbx/telnyx-signature.ts';
import { type Encoder, keyProblem, postForm } from './encoder.ts';
import { callbacks } from './twilio.ts';

export const telnyxEncoder: Encoder = {
  dialect: 'telnyx',
  encode(step, context) {
    const { options, privateKey, now } = context;
    return callbacks(step, context).map(({ rest, fields }) => {
      const request = { ...postForm(fields), rest };
      if (options['signature'] === 'off' || privateKey === undefined) return request;
      const time = String(Math.floor(now / 1000));
      const signature = signTelnyx(privateKey, time, request.body);
      return {
        ...request,
        headers: { [TELNYX_SIGNATURE]: signature, [TELNYX_TIMESTAMP]: time },
      };
    });
  },
  problem: (options, privateKey) => keyProblem('Telnyx', options, privateKey),
};
