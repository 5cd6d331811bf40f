/**
 * Dialect `telnyx`: TeXML applications of Telnyx, whose requests and answers copy Twilio's; only
 * the signature is its own. Source: Telnyx, TeXML callbacks.
 */
import { ASKED, TOLD } from './twilio/capabilities.ts';
import * as v from 'valibot';
import { defineDialect, type DialectContext } from './dialect.ts';
import { forged, isFresh, signatureSwitch, splitShorthand, stale, unsigned } from './signature.ts';
import {
  isSignedByTelnyx,
  readEd25519Key,
  TELNYX_SIGNATURE,
  TELNYX_TIMESTAMP,
} from './telnyx-signature.ts';
import { continueWith } from './twilio/twiml.ts';
import { createTwilioPush } from './twilio/twilio-push.ts';

const options = v.pipe(
  v.strictObject(
    {
      signature: v.optional(signatureSwitch, 'required'),
      publicKeys: v.optional(
        v.array(
          v.pipe(
            v.string('must be a text'),
            v.check(
              (text) => readEd25519Key(text) !== undefined,
              'must be the public key as Mission Control shows it (32 bytes in base64)',
            ),
          ),
        ),
        [],
      ),
      continueWith: v.optional(continueWith),
    },
    'must be an object with "publicKeys", "signature" and "continueWith"',
  ),
  v.forward(
    v.check(
      ({ signature, publicKeys }) => signature === 'off' || publicKeys.length > 0,
      'are missing: write the public key of Mission Control, or "signature": "off"',
    ),
    ['publicKeys'],
  ),
);

export const telnyx = defineDialect({
  id: 'telnyx',
  name: 'Telnyx TeXML',
  capabilities: ASKED,
  capabilitiesOf: ({ continueWith }) => (continueWith ? ASKED : TOLD),
  options,
  shorthand(text) {
    const { secret, signing } = splitShorthand(text);
    const publicKeys = signing === undefined ? [] : [signing];
    return { secret, options: { signature: 'required' as const, publicKeys } };
  },
  create(context: DialectContext, settings: v.InferOutput<typeof options>) {
    const keys = settings.publicKeys.map(readEd25519Key).filter((key) => key !== undefined);
    return createTwilioPush(context, {
      goOn: settings.continueWith,
      check(request) {
        if (settings.signature === 'off') return undefined;
        const given = request.header(TELNYX_SIGNATURE)?.trim();
        const time = request.header(TELNYX_TIMESTAMP)?.trim();
        if (!given || !time) return unsigned('telnyx-signature-ed25519 or telnyx-timestamp');
        if (!isSignedByTelnyx(given, time, request.body, keys)) return forged();
        return isFresh(time, context.clock()) ? undefined : stale();
      },
    });
  },
});
