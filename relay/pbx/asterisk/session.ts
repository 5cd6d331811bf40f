/** One connection to Asterisk, from the login to its end: snapshot first, then what happens. */
import { type LinkContext, LinkError } from '../dialect.ts';
import { createDeferred } from './deferred.ts';
import { openAmi, type Timing } from './client.ts';
import type { AsteriskOptions } from './options.ts';
import { recall, resume } from './snapshot.ts';
import type { Translator } from './translate.ts';
import type { AmiMessage } from './wire.ts';

export interface SessionDeps {
  options: AsteriskOptions;
  translator: Translator;
  timing: Timing;
  clock(): number;
}

/** More that is heard and not stored yet than this: Asterisk has to wait. */
const MAX_UNSTORED = 500;
/** Events that come while the snapshot is on its way; far more than a busy hour holds. */
const MAX_HELD = 50_000;

const NO_SNAPSHOT =
  'Asterisk does not tell which calls are running (Permission denied for CoreShowChannels): add reporting to write in manager.conf, or calls under way are not seen after each reconnect';

export async function runSession(deps: SessionDeps, context: LinkContext): Promise<void> {
  const { translator, clock } = deps;
  const failed = createDeferred<never>();
  failed.promise.catch(() => {});
  let held: AmiMessage[] | undefined = [];
  let unstored = 0;
  let stored: Promise<void> = Promise.resolve();

  function store(step: () => Promise<void>): void {
    unstored += 1;
    if (unstored === MAX_UNSTORED) client?.pauseReading(true);
    stored = stored.then(step).then(
      () => {
        unstored -= 1;
        if (unstored === MAX_UNSTORED - 1) client?.pauseReading(false);
      },
      (error: unknown) => failed.reject(error),
    );
  }

  function read(message: AmiMessage): void {
    const events = translator.read(message, clock());
    if (events.length > 0) store(() => context.emit(events, message.text));
  }

  function onEvent(message: AmiMessage): void {
    if (!held) return read(message);
    if (held.length < MAX_HELD) held.push(message);
    else failed.reject(new LinkError('Asterisk tells more than can be read'));
  }

  let client: Awaited<ReturnType<typeof openAmi>> | undefined;
  try {
    client = await openAmi({ ...deps, signal: context.signal, onEvent });
  } catch (error) {
    if (context.signal.aborted) return;
    throw error;
  }
  const link = client;
  const stop = () => link.close();
  context.signal.addEventListener('abort', stop, { once: true });
  if (context.signal.aborted) stop();
  try {
    const openCalls = await context.openCalls();
    const { answer, rows } = await link.list({ Action: 'CoreShowChannels' });
    if (answer.get('Response') === 'Error') {
      recall(translator, openCalls);
      context.hint?.(NO_SNAPSHOT);
      store(() => context.ready());
    } else {
      const { events, runningIds } = resume(translator, rows, openCalls, clock());
      const raw = rows
        .map(({ text }) => text)
        .join('\n\n')
        .slice(0, 60_000);
      if (events.length > 0) store(() => context.emit(events, raw));
      store(() => context.ready(runningIds));
    }
    const waited = held;
    held = undefined;
    for (const message of waited) read(message);
    await Promise.race([link.ended, failed.promise]);
  } catch (error) {
    // We ended it ourselves.
    if (!context.signal.aborted) throw error;
  } finally {
    context.signal.removeEventListener('abort', stop);
    link.close();
    await stored;
  }
}
