/** Desk phones at a test relay. */
import { startVendorRelay, type VendorRelay } from './vendor-relay.ts';

export const CALLER = 'remote=sip:%2B493023125741@pbx.example&ext=23';

export async function phone(options: Record<string, unknown> = {}, changes = {}) {
  let now = 1_795_000_000_000;
  const vendor = await startVendorRelay('open-url', options, {
    clock: () => now,
    changes: {
      agents: [{ login: 'ada@example.com', extensions: ['23'], numbers: [], names: [] }],
      ...changes,
    },
  });
  return { ...vendor, later: (ms: number) => (now += ms) };
}

export async function open({ post }: Pick<VendorRelay, 'post'>, rest: string) {
  return post(rest, '', { method: 'GET', body: null });
}
