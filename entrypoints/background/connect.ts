/** Connecting and disconnecting: addresses, token, pairing, scripts, check list. */
import type { Check, Input, Output, Result } from '../../lib/rpc/contract.ts';
import type { Connection, CreatedToken } from '../../lib/storage/connection.ts';
import type { Stored } from '../../lib/storage/stored.ts';
import { type Address, originPattern, readAddress } from '../../lib/zammad-ui/address.ts';
import type { PageApi } from '../../lib/zammad-ui/browser-tabs.ts';
import { personName } from '../../lib/zammad/people.ts';
import type { Accounts } from './accounts.ts';
import { checkConnection } from './checks.ts';
import { createToken } from './create-token.ts';
import type { Preferences } from './preferences.ts';
import { asAddressProblem, codeOf, Problem } from './problem.ts';
import type { RelayLink } from './relay-link.ts';
import { suggest } from './suggest.ts';

/** Time for the live connection to come up before the check list says "waiting". */
const LIVE_WAIT_MS = 5_000;

export interface ConnectDeps {
  accounts: Accounts;
  createdToken: Stored<CreatedToken>;
  page: PageApi;
  preferences: Preferences;
  link: RelayLink;
  allowed: (pattern: string) => Promise<boolean>;
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** What the agent sees in the relay's list of devices. */
  deviceName(): string;
  /** Addresses that the administrator has preset, and those that are fixed. */
  preset?: () => { zammadUrl?: string | undefined; relayUrl?: string | undefined };
  fixed?: () => { zammadUrl?: string; relayUrl?: string };
  /** Another Zammad, another token, or none: scripts, ports, cards follow. `anew`: nothing old may stay. */
  onConnected(anew: boolean): Promise<void>;
  sleep(ms: number): Promise<void>;
}

export type Connect = ReturnType<typeof createConnect>;

export function createConnect(deps: ConnectDeps) {
  const { accounts } = deps;

  function readable(address: Address): Address & { ok: true } {
    if (!address.ok) throw new Problem(address.code);
    return address;
  }

  async function mustBeAllowed(url: string): Promise<void> {
    if (!(await deps.allowed(originPattern(url)))) throw new Problem('connect/permission');
  }

  /** Expected failures become values. */
  async function result<T>(run: () => Promise<T>): Promise<Result<T>> {
    try {
      return { ok: true, value: await run() };
    } catch (error) {
      return { ok: false, code: codeOf(error) };
    }
  }

  /** Pasted, created by one click, or the one in use. */
  async function tokenFor(url: string, pasted: string | undefined): Promise<string> {
    if (pasted !== undefined) return pasted;
    const created = await deps.createdToken.get();
    if (created?.zammadUrl === url) return created.token;
    const { zammad } = accounts.connection();
    if (zammad?.url === url) return zammad.token;
    throw new Problem('connect/no-token');
  }

  async function check(pairProblem?: string): Promise<Check[]> {
    for (let waited = 0; waited < LIVE_WAIT_MS; waited += 100) {
      if (deps.link.view().relay !== 'connecting') break;
      await deps.sleep(100);
    }
    const { allowed, link } = deps;
    return checkConnection({ accounts, allowed, relayView: () => link.view(), pairProblem });
  }

  async function save(input: Input<'connect.save'>): Promise<Check[]> {
    const { url } = readable(readAddress(input.zammadUrl));
    const relayUrl = readable(readAddress(input.relayUrl, true)).url;
    const fixed = deps.fixed?.() ?? {};
    if ((fixed.zammadUrl ?? url) !== url || (fixed.relayUrl ?? relayUrl) !== relayUrl)
      throw new Problem('connect/locked');
    await mustBeAllowed(url);
    const token = await tokenFor(url, input.token);
    const before = accounts.connection();
    const me = await accounts.zammadAt(url, token).me();
    const zammad = { url, token, userId: me.id, login: me.login, name: personName(me) };
    const same = before.zammad?.url === url && before.zammad.userId === me.id;

    let relay: Connection['relay'] = { url: relayUrl };
    let pairProblem: string | undefined;
    try {
      const paired = await accounts
        .relayAt(relayUrl)
        .pair({ zammadUrl: url, zammadToken: token, name: deps.deviceName() });
      relay = { url: relayUrl, deviceToken: paired.deviceToken };
    } catch (error) {
      pairProblem = codeOf(error);
      // A relay that cannot be asked just now must not cost the pairing that works.
      if (same && before.relay?.url === relayUrl) relay = before.relay;
    }
    const old = before.relay;
    if (old?.deviceToken !== undefined && old.deviceToken !== relay.deviceToken) {
      void accounts
        .relayAt(old.url, old.deviceToken)
        .unpair()
        .catch(() => {});
    }
    await accounts.save({ zammad, relay });
    await deps.createdToken.clear();
    await deps.preferences.learn({ relayUrl });
    await deps.onConnected(!same || old?.url !== relayUrl);
    deps.link.restart();
    return check(pairProblem);
  }

  return {
    async suggest(): Promise<Output<'connect.suggest'>> {
      const { zammadUrl, relayUrl } = deps.preset?.() ?? {};
      const found = await suggest(deps.page, accounts.connection(), deps.preferences.habits());
      const fixed = deps.fixed?.() ?? {};
      const locked = (['zammadUrl', 'relayUrl'] as const).filter((key) => fixed[key]);
      return {
        ...found,
        ...(zammadUrl ? { zammadUrl } : {}),
        ...(relayUrl ? { relayUrl } : {}),
        ...fixed,
        ...(locked.length > 0 ? { locked } : {}),
      };
    },

    probe: (text: string) =>
      result<Output<'connect.probe'>>(async () => {
        const { url, insecure } = readable(readAddress(text));
        await mustBeAllowed(url);
        const zammad = accounts.zammadAt(url);
        await zammad.available().catch(asAddressProblem);
        const { productName } = await zammad.signshow().catch(asAddressProblem);
        return {
          zammadUrl: url,
          ...(productName ? { name: productName } : {}),
          ...(insecure ? { insecure } : {}),
        };
      }),

    async createToken(text: string): Promise<Result<null>> {
      const found = await result(async () => {
        const { url } = readable(readAddress(text));
        await mustBeAllowed(url);
        return url;
      });
      if (!found.ok) return found;
      const made = await createToken(deps, found.value);
      if (!made.ok) return made;
      await deps.createdToken.set({ zammadUrl: found.value, token: made.value });
      return { ok: true, value: null };
    },

    save: (input: Input<'connect.save'>) => result(() => save(input)),
    check: () => result(() => check()),

    /** Forgets both tokens. Notes that wait stay, for when this agent connects again. */
    async disconnect(): Promise<Result<null>> {
      const relay = accounts.relay();
      deps.link.stop();
      await relay?.unpair().catch(() => {});
      await accounts.save({});
      await deps.createdToken.clear();
      await deps.onConnected(true);
      return { ok: true, value: null };
    },
  };
}
