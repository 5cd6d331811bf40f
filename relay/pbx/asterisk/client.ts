/**
 * A logged-in connection to Asterisk's manager interface. The password never goes over the wire:
 * it answers a challenge (MD5).
 */
import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { createDeferred } from './deferred.ts';
import { LinkError } from '../dialect.ts';
import type { AsteriskOptions } from './options.ts';
import { openSocket } from './socket.ts';
import { type AmiMessage, createAmiReader, formatAction } from './wire.ts';

export interface Timing {
  /** Until the connection stands, and for each answer. */
  answerMs: number;
  /** Between two questions whether it is still there. */
  pingMs: number;
}

export const TIMING: Timing = { answerMs: 10_000, pingMs: 30_000 };

export interface AmiClient {
  /** The answer to one action; `Response: Error` too. @throws LinkError when none comes */
  act(fields: Readonly<Record<string, string>>): Promise<AmiMessage>;
  /** Answer and rows of an action that lists. */
  list(
    fields: Readonly<Record<string, string>>,
  ): Promise<{ answer: AmiMessage; rows: AmiMessage[] }>;
  /** Resolves when Asterisk hangs up, rejects with `LinkError` when the connection dies. */
  ended: Promise<void>;
  /** Asterisk waits as long as we do not read; after a while it hangs up. */
  pauseReading(paused: boolean): void;
  close(): void;
}

interface Asked {
  answer?: AmiMessage;
  rows: AmiMessage[];
  list: boolean;
  resolve(found: { answer: AmiMessage; rows: AmiMessage[] }): void;
  reject(error: Error): void;
}

const MAX_ROWS = 50_000;

/** @throws LinkError; `refused` when user, password or rights are wrong */
export async function openAmi(deps: {
  options: AsteriskOptions;
  timing: Timing;
  signal: AbortSignal;
  /** Every event that is no row of a list, from the login on. */
  onEvent(message: AmiMessage): void;
}): Promise<AmiClient> {
  const { options, timing } = deps;
  const socket = await openSocket(options, timing.answerMs, deps.signal);
  const client = talk(socket, timing, deps.onEvent);
  try {
    await client.greeted;
    await login(client, options);
    client.keepAlive();
    return client;
  } catch (error) {
    client.ended.catch(() => {});
    client.close();
    throw error;
  }
}

async function login(client: AmiClient, { user, password }: AsteriskOptions): Promise<void> {
  const asked = await client.act({ Action: 'Challenge', AuthType: 'MD5' });
  const challenge = asked.get('Challenge');
  if (challenge === undefined) {
    throw new LinkError('Asterisk offers no login by MD5 challenge', true);
  }
  const key = createHash('md5')
    .update(challenge + password)
    .digest('hex');
  const answer = await client.act({
    Action: 'Login',
    AuthType: 'MD5',
    Username: user,
    Key: key,
    Events: 'call,agent',
  });
  if (answer.get('Response') === 'Success') return;
  if (/in use/i.test(answer.get('Message') ?? '')) {
    throw new LinkError(
      'another program is logged in as this user: give the relay a user of its own, or set allowmultiplelogin = yes in manager.conf',
    );
  }
  throw new LinkError(
    'Asterisk refused the login: check user, password and permit in manager.conf, then reload it',
    true,
  );
}

function talk(
  socket: Socket,
  timing: Timing,
  onEvent: (message: AmiMessage) => void,
): AmiClient & { greeted: Promise<void>; keepAlive(): void } {
  const waiting = new Map<string, Asked>();
  const greeting = createDeferred<void>();
  const end = createDeferred<void>();
  greeting.promise.catch(() => {});
  end.promise.catch(() => {});
  let lastHeardAt = performance.now();
  let count = 0;
  let pinging: NodeJS.Timeout | undefined;
  const silence = setTimeout(
    () => finish(new LinkError('this is no manager interface of Asterisk: it says nothing')),
    timing.answerMs,
  );

  function finish(error?: LinkError): void {
    clearTimeout(silence);
    clearInterval(pinging);
    socket.destroy();
    const reason = error ?? new LinkError('Asterisk closed the connection');
    greeting.reject(reason);
    for (const asked of waiting.values()) asked.reject(reason);
    waiting.clear();
    if (error) end.reject(error);
    else end.resolve();
  }

  function settle(id: string, asked: Asked, answer: AmiMessage): void {
    waiting.delete(id);
    asked.resolve({ answer, rows: asked.rows });
  }

  function onMessage(message: AmiMessage): void {
    const id = message.get('ActionID') ?? '';
    const asked = waiting.get(id);
    const event = message.get('Event');
    if (!asked) {
      if (event !== undefined) onEvent(message);
      return;
    }
    if (event === undefined) {
      asked.answer = message;
      const starts = asked.list && message.get('EventList')?.toLowerCase() === 'start';
      if (!starts) settle(id, asked, message);
    } else if (!asked.list) onEvent(message);
    else if (message.get('EventList')?.toLowerCase() === 'complete') {
      settle(id, asked, asked.answer ?? message);
    } else if (asked.rows.length < MAX_ROWS) asked.rows.push(message);
  }

  const reader = createAmiReader({
    onBanner(line) {
      clearTimeout(silence);
      if (line.startsWith('Asterisk Call Manager')) greeting.resolve();
      else finish(new LinkError('this is no manager interface of Asterisk', true));
    },
    onMessage,
  });
  socket.on('data', (bytes) => {
    lastHeardAt = performance.now();
    reader.push(bytes);
  });
  socket.on('error', () => finish(new LinkError('the connection to Asterisk broke')));
  socket.on('close', () => finish());

  function ask(
    fields: Readonly<Record<string, string>>,
    list: boolean,
  ): ReturnType<AmiClient['list']> {
    const id = `offhook-${(count += 1)}`;
    return new Promise((resolve, reject) => {
      if (socket.destroyed) return reject(new LinkError('Asterisk closed the connection'));
      const timer = setTimeout(
        () => finish(new LinkError('Asterisk does not answer any more')),
        timing.answerMs,
      );
      const done =
        <T>(then: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer);
          then(value);
        };
      waiting.set(id, { rows: [], list, resolve: done(resolve), reject: done(reject) });
      const { Action: action = '', ...rest } = fields;
      socket.write(formatAction({ Action: action, ActionID: id, ...rest }));
    });
  }

  const client = {
    greeted: greeting.promise,
    ended: end.promise,
    act: async (fields: Readonly<Record<string, string>>) => (await ask(fields, false)).answer,
    list: (fields: Readonly<Record<string, string>>) => ask(fields, true),
    pauseReading: (paused: boolean) => void (paused ? socket.pause() : socket.resume()),
    keepAlive() {
      pinging = setInterval(() => {
        if (socket.isPaused() || performance.now() - lastHeardAt < timing.pingMs / 2) return;
        // No answer in time ends the session.
        client.act({ Action: 'Ping' }).catch(() => {});
      }, timing.pingMs);
    },
    close() {
      if (!socket.destroyed) socket.write(formatAction({ Action: 'Logoff' }));
      finish();
    },
  };
  return client;
}
