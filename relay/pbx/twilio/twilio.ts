/** Dialect `twilio`: voice URL and status callbacks of Twilio Programmable Voice. */
import { ASKED, TOLD } from './capabilities.ts';
import * as v from 'valibot';
import { defineDialect, type DialectContext } from '../dialect.ts';
import {
  forged,
  secretsOf,
  signatureSwitch,
  signingSecret,
  splitShorthand,
  unsigned,
} from '../signature.ts';
import { continueWith } from './twiml.ts';
import { createTwilioPush } from './twilio-push.ts';
import { isSignedByTwilio, TWILIO_SIGNATURE } from './twilio-signature.ts';

const options = v.pipe(
  v.strictObject(
    {
      signature: v.optional(signatureSwitch, 'required'),
      authToken: v.optional(signingSecret),
      previousAuthToken: v.optional(signingSecret),
      continueWith: v.optional(continueWith),
    },
    'must be an object with "authToken", "previousAuthToken", "signature" and "continueWith"',
  ),
  v.forward(
    v.check(
      ({ signature, authToken }) => signature === 'off' || authToken !== undefined,
      'is missing: write the Auth Token of the Twilio console, or "signature": "off"',
    ),
    ['authToken'],
  ),
);

export const twilio = defineDialect({
  id: 'twilio',
  name: 'Twilio',
  capabilities: ASKED,
  capabilitiesOf: ({ continueWith }) => (continueWith ? ASKED : TOLD),
  options,
  shorthand(text) {
    const { secret, signing } = splitShorthand(text);
    return { secret, options: { signature: 'required' as const, authToken: signing } };
  },
  create(context: DialectContext, settings: v.InferOutput<typeof options>) {
    const { signature, authToken, previousAuthToken } = settings;
    const tokens = secretsOf(authToken, previousAuthToken);
    return createTwilioPush(context, {
      goOn: settings.continueWith,
      check(request) {
        if (signature === 'off') return undefined;
        const given = request.header(TWILIO_SIGNATURE)?.trim();
        if (!given) return unsigned('X-Twilio-Signature');
        return isSignedByTwilio(given, request, tokens) ? undefined : forged();
      },
    });
  },
});
