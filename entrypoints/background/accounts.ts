/** The connected Zammad and relay, as clients. The only place that reads the tokens. */
import type { MetadataJson } from 'libphonenumber-js/core';
import { createPhone, type Phone } from '../../lib/core/phone.ts';
import { createRelayHttp, type RelayHttp } from '../../lib/relay-client/http.ts';
import type { Connection } from '../../lib/storage/connection.ts';
import type { Stored } from '../../lib/storage/stored.ts';
import { createZammad, type Zammad } from '../../lib/zammad/zammad.ts';

/** Long, because a Zammad that needs ten seconds still answers; the card says "slow" much earlier. */
const ZAMMAD_TIMEOUT_MS = 25_000;

export interface AccountsDeps {
  connection: Stored<Connection>;
  /** Phone metadata; `min` is enough to compare numbers. */
  metadata: MetadataJson;
  fetch?: typeof fetch | undefined;
}

export interface ZammadAccount {
  client: Zammad;
  url: string;
  userId: number;
  name: string;
}

export type Accounts = ReturnType<typeof createAccounts>;

export function createAccounts({ connection, metadata, fetch }: AccountsDeps) {
  let current: Connection = {};
  let zammad: ZammadAccount | undefined;
  let phone: Phone = createPhone(metadata, { homeCountry: 'DE' });
  const listeners = new Set<() => void>();

  function adopt(next: Connection): void {
    current = next;
    const account = next.zammad;
    zammad = account && {
      client: zammadAt(account.url, account.token),
      url: account.url,
      userId: account.userId,
      name: account.name,
    };
    const facts = next.relay?.facts;
    phone = createPhone(metadata, {
      homeCountry: facts?.homeCountry ?? 'DE',
      areaCode: facts?.areaCode,
    });
    for (const listener of listeners) listener();
  }

  const zammadAt = (url: string, token?: string) =>
    createZammad({ url, token, fetch, timeoutMs: ZAMMAD_TIMEOUT_MS });

  return {
    async load(): Promise<void> {
      adopt(await connection.get());
    },
    async save(next: Connection): Promise<void> {
      await connection.set(next);
      adopt(next);
    },
    async update(change: (now: Connection) => Connection): Promise<void> {
      adopt(await connection.update(change));
    },
    onChange: (listener: () => void) => void listeners.add(listener),
    connection: (): Connection => current,
    zammad: (): ZammadAccount | undefined => zammad,
    zammadOrigin: (): string | undefined => current.zammad?.url,
    zammadAt,
    relayAt: (url: string, token?: string): RelayHttp => createRelayHttp({ url, token, fetch }),
    /** @param timeoutMs for answers that take longer than usual */
    relay(timeoutMs?: number): RelayHttp | undefined {
      const { relay } = current;
      return relay?.deviceToken === undefined
        ? undefined
        : createRelayHttp({ url: relay.url, token: relay.deviceToken, fetch, timeoutMs });
    },
    phone: (): Phone => phone,
  };
}
