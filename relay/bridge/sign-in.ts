/**
 * Whose token is it? Asked at Zammad, remembered for a minute by the token's hash, whatever the
 * answer. Rules BR4 and BR5 of `SPEC-bridge.md`.
 */
import { createHash } from 'node:crypto';
import type { Zammad } from '../../lib/zammad/zammad.ts';
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import type { Attempts } from '../agents/attempts.ts';
import type { Clock } from '../hub/clock.ts';
import { BridgeError, unauthorised } from './bridge-error.ts';
import { createNewestMap } from './newest-map.ts';
import type { Locale, Provider } from './provider.ts';

/** Who asks, with the rights of the token and no others. */
export interface Account extends Locale {
  userId: number;
  login: string;
  email: string;
  zammad: Zammad;
  /** Which token: a hash. */
  token: string;
  /** Which client of that token (a colleague's app): a hash. */
  client: string;
  /** Whose notes they are; a new token of the same person is the same owner. */
  owner: string;
  linkBase: string;
}

interface Known {
  until: number;
  /** Undefined: Zammad does not know the token. */
  person: { userId: number; login: string; email: string; zammad: Zammad } | undefined;
}

export interface SignIn {
  /** @throws BridgeError 401, 429, 452 */
  account(provider: Provider, address: string): Promise<Account>;
}

const REMEMBERED_MS = 60_000;
const MAX_TOKENS = 1_000;
/** A token that was right this lately is asked for again however many wrong ones came since. */
const TRUSTED_MS = 24 * 3_600_000;

export function createSignIn(deps: {
  zammad: (token: string) => Zammad;
  attempts: Attempts;
  clock: Clock;
}): SignIn {
  const { attempts, clock } = deps;
  const known = createNewestMap<Known>(MAX_TOKENS);
  const rightAt = createNewestMap<number>(MAX_TOKENS);
  const asking = new Map<string, Promise<Known>>();

  async function ask(hash: string, key: string): Promise<Known> {
    const zammad = deps.zammad(key);
    const person = await zammad.me().then(
      ({ id, login, email, active }) => (active ? { userId: id, login, email, zammad } : undefined),
      (error: unknown) => {
        if (error instanceof ZammadError && error.code === 'zammad/unauthorised') return undefined;
        throw error;
      },
    );
    const answer = { until: clock.now() + REMEMBERED_MS, person };
    known.set(hash, answer);
    if (person) rightAt.set(hash, clock.now());
    return answer;
  }

  async function find(hash: string, key: string, address: string): Promise<Known> {
    const held = known.get(hash);
    if (held && clock.now() < held.until) return held;
    const trusted = clock.now() - (rightAt.get(hash) ?? -Infinity) < TRUSTED_MS;
    if (!trusted && attempts.exhausted(address)) {
      throw new BridgeError(429, 'Too many wrong tokens. Wait a minute.');
    }
    const already = asking.get(hash);
    if (already) return already;
    const mine = ask(hash, key).finally(() => asking.delete(hash));
    asking.set(hash, mine);
    const answer = await mine;
    // The same wrong token again, from an app that nobody told, is no further guess.
    if (!answer.person && !trusted) attempts.failed(address);
    return answer;
  }

  return {
    async account({ key, linkBase, userId, locale }, address) {
      const token = hashOf('token', key);
      const { person } = await find(token, key, address);
      if (!person) throw unauthorised();
      return {
        ...locale,
        ...person,
        token,
        client: hashOf('client', key, userId),
        owner: `${person.userId}:${userId === '' ? '' : hashOf('user', userId).slice(0, 12)}`,
        linkBase,
      };
    },
  };
}

/** Secrets are only ever compared as hashes, so how long it takes tells nothing about them. */
export function hashOf(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 32);
}
