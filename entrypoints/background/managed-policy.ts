/**
 * What the organisation that manages this browser presets or fixes: `storage.managed`, filled by
 * group policy, a plist, a JSON file or Firefox's `policies.json`. Followed while the browser runs.
 */
import * as v from 'valibot';
import type { SettingsPolicy } from '../../lib/core/settings.ts';
import { readAddress } from '../../lib/zammad-ui/address.ts';
import { NO_POLICY } from './settings-layers.ts';

export interface ManagedPolicy {
  /** Offered by the connect form. */
  zammadUrl?: string;
  relayUrl?: string;
  /** These two addresses and no other ones. */
  lockConnection: boolean;
  settings: SettingsPolicy;
}

export const NO_MANAGED: ManagedPolicy = { lockConnection: false, settings: NO_POLICY };

export interface ManagedPolicyDeps {
  /** `storage.managed.get`; throws where no policy was ever written (Firefox). */
  get: () => Promise<unknown>;
  /** Tells of each change of the policy. */
  onChanged: (listener: () => void) => void;
  /** Checks settings and locks of somebody else's making. */
  readPolicy: (input: unknown) => SettingsPolicy;
  onPolicy: (policy: SettingsPolicy) => void;
}

export type ManagedPolicies = ReturnType<typeof createManagedPolicy>;

export function createManagedPolicy(deps: ManagedPolicyDeps) {
  let policy = NO_MANAGED;
  let asked = 0;

  async function load(): Promise<void> {
    const turn = ++asked;
    const given = await deps.get().catch(() => undefined);
    // A later question has been answered already, or will be.
    if (turn !== asked) return;
    policy = readManaged(given, deps.readPolicy);
    deps.onPolicy(policy.settings);
  }

  return {
    /** Reads it, and again whenever it changes. Never throws: no policy is a policy, too. */
    async start(): Promise<void> {
      deps.onChanged(() => void load());
      await load();
    },
    policy: (): ManagedPolicy => policy,
    /** What is fixed about the connection; empty when nothing is. */
    fixed(): { zammadUrl?: string; relayUrl?: string } {
      const { lockConnection, zammadUrl, relayUrl } = policy;
      if (!lockConnection) return {};
      return { ...(zammadUrl ? { zammadUrl } : {}), ...(relayUrl ? { relayUrl } : {}) };
    },
  };
}

/** What does not fit is left out, the rest counts: a slip in one value must not undo the others. */
export function readManaged(
  input: unknown,
  readPolicy: (input: unknown) => SettingsPolicy,
): ManagedPolicy {
  const outer = v.safeParse(v.record(v.string(), v.unknown()), input);
  if (!outer.success) return NO_MANAGED;
  const { zammadUrl, relayUrl, lockConnection, settings, locked } = outer.output;
  return {
    ...address('zammadUrl', zammadUrl, false),
    ...address('relayUrl', relayUrl, true),
    lockConnection: lockConnection === true,
    settings: readPolicy({
      ...(isRecord(settings) ? { values: settings } : {}),
      ...(Array.isArray(locked) ? { locked: locked as unknown[] } : {}),
    }),
  };
}

function address(key: 'zammadUrl' | 'relayUrl', given: unknown, keepPath: boolean) {
  const read = readAddress(typeof given === 'string' ? given : '', keepPath);
  return read.ok ? { [key]: read.url } : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
