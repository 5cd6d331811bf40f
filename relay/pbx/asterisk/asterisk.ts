/**
 * Dialect `asterisk`: Asterisk by its manager interface (AMI), and what is built on it (FreePBX,
 * Issabel).
 */
import { defineDialect, type Dialect, type DialectContext } from '../dialect.ts';
import { createKindOf, extensionPattern } from './channels.ts';
import { TIMING, type Timing } from './client.ts';
import { type AsteriskOptions, options, readShorthand } from './options.ts';
import { createParties } from './parties.ts';
import { readRecording } from './replay.ts';
import { runSession } from './session.ts';
import { createTranslator, type Translator } from './translate.ts';

export const asterisk = defineDialect<AsteriskOptions>({
  id: 'asterisk',
  name: 'Asterisk (AMI), FreePBX, Issabel',
  connects: true,
  capabilities: {
    reject: false,
    setCallerId: false,
    dial: false,
    ringingTargets: true,
    queues: true,
    transfers: true,
    outgoingAnswer: true,
    snapshot: true,
  },
  options,
  shorthand: readShorthand,
  create: (context, parsed) => createAsterisk(context, parsed),
});

/** @param timing shorter in tests */
export function createAsterisk(
  context: DialectContext,
  parsed: AsteriskOptions,
  timing: Timing = TIMING,
): Dialect {
  // Outlives a session: after a broken connection it knows what was dialled and who was asked.
  const translator = createAsteriskTranslator(context, parsed);
  return {
    session: (link) =>
      runSession({ options: parsed, translator, timing, clock: context.clock }, link),
    replay(recording) {
      const once = createAsteriskTranslator(context, parsed);
      return readRecording(recording).flatMap(({ message, at }) =>
        once.read(message, at ?? context.clock()),
      );
    },
  };
}

export function createAsteriskTranslator(
  { connection, phone, markOurs }: Pick<DialectContext, 'connection' | 'phone' | 'markOurs'>,
  parsed: AsteriskOptions,
): Translator {
  const extensions = parsed.extensions ?? connection.numbers?.extensions;
  return createTranslator({
    source: connection.id,
    kindOf: createKindOf({ options: parsed, extensions, markOurs }),
    parties: createParties({ phone, extensions: extensionPattern(extensions), markOurs }),
  });
}
