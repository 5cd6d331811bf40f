/** A test relay with one connection of a push dialect, spoken to as its telephone system does. */
import type { Call } from '../../lib/core/call.ts';
import type { RelayConfig } from '../config.ts';
import { startTestRelay, storedCalls, type TestRelay } from './test-relay.ts';

export const VENDOR_SECRET = 'vendor-secret';
/** Where the telephone system believes the relay to be: behind a proxy. */
export const VENDOR_URL = 'https://relay.example';

export interface VendorRelay {
  relay: TestRelay;
  /** Posts a form to `/pbx/vendor/…` + `rest`, signed by `sign` when there is one. */
  post(rest: string, body: string, about?: RequestInit): Promise<{ status: number; body: string }>;
  calls(): Promise<Call[]>;
  /** The address the telephone system knows for `rest`. */
  publicAddress(rest: string): string;
}

export async function startVendorRelay(
  dialect: string,
  options: Record<string, unknown>,
  about: {
    changes?: Partial<RelayConfig>;
    clock?: () => number;
    sign?: (rest: string, body: string) => Record<string, string>;
    contentType?: string;
  } = {},
): Promise<VendorRelay> {
  const connection = { id: 'vendor', dialect, secret: VENDOR_SECRET, enabled: true, options };
  const relay = await startTestRelay(
    { connections: [connection], publicUrl: VENDOR_URL, areaCode: '30', ...about.changes },
    about.clock ? { clock: about.clock } : {},
  );
  const path = (rest: string) => `/pbx/vendor/${VENDOR_SECRET}${rest}`;
  return {
    relay,
    publicAddress: (rest) => VENDOR_URL + path(rest),
    async post(rest, body, init) {
      const response = await fetch(relay.url + path(rest), {
        method: 'POST',
        body,
        ...init,
        headers: {
          'content-type': about.contentType ?? 'application/x-www-form-urlencoded',
          ...about.sign?.(rest, body),
          ...init?.headers,
        },
      });
      return { status: response.status, body: await response.text() };
    },
    calls: () => storedCalls(relay.databaseUrl),
  };
}

/** A form; lists become repeated keys. */
export function form(fields: Record<string, string | number | readonly string[]>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(fields)) {
    for (const one of Array.isArray(value) ? value : [value]) params.append(key, String(one));
  }
  return params.toString();
}
