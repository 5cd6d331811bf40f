/** The headers that every request of a client carries. Rule BR1. */
import type { Context } from 'hono';
import { badRequest, delegated, unauthorised } from './bridge-error.ts';

export interface Provider {
  /** Zammad access token; never logged. */
  key: string;
  /** Address of Zammad for links, as the administrator wrote it. */
  linkBase: string;
  /** The client's own user; `''` when it names none. */
  userId: string;
  locale: Locale;
}

export interface Locale {
  language: 'de' | 'en';
  /** ISO 3166, upper case; `''` when the locale names none. */
  region: string;
}

const DEFAULT_LOCALE = 'de-DE';
const MAX_KEY = 512;
const MAX_USER_ID = 200;
/** What can be an access token and cannot end a header field or begin another parameter. */
const KEY = /^[\w\-.~+/=]+$/;

/** @throws BridgeError 400, 401, 452 */
export function readProvider(
  c: Context,
  linkBaseOf: (sent: string) => string | undefined,
): Provider {
  const header = (name: string) => c.req.header(name)?.trim() ?? '';
  const key = header('x-provider-key');
  const sent = header('x-provider-url');
  if (key === '' || sent === '') {
    throw badRequest('Missing parameters: x-provider-key and x-provider-url are needed');
  }
  const userId = header('x-user-id');
  if (userId.length > MAX_USER_ID) throw badRequest('x-user-id is too long');
  const linkBase = linkBaseOf(sent);
  if (linkBase === undefined) {
    throw delegated(
      'foreignAddress',
      'This bridge serves one Zammad only, and it is not that one.',
    );
  }
  if (key.length > MAX_KEY || !KEY.test(key)) throw unauthorised();
  return { key, linkBase, userId, locale: localeOf(header('x-provider-locale')) };
}

/** `de-DE`, `de_DE`, `de` and `DE` all mean Germany. */
export function localeOf(text: string): Locale {
  const [first = '', ...rest] = (text || DEFAULT_LOCALE).split(/[-_]/);
  const region = (rest.at(-1) ?? first).toUpperCase();
  return {
    language: first.toLowerCase() === 'de' ? 'de' : 'en',
    region: /^[A-Z]{2}$/.test(region) ? region : '',
  };
}
