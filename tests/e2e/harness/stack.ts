/** Everything but the browser: Zammad behind the fault proxy, the relay, a telephone system. */
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { houseOf } from './house.ts';
import { type Pbx, createPbx } from './pbx.ts';
import { RELAY_SECRET, type RelayProcess, startRelay } from './relay.ts';
import { type ZammadTarget, openTarget } from './target.ts';
import { prepare } from './more-people.ts';
import { tidy } from './tidy.ts';

export interface Stack {
  target: ZammadTarget;
  /** What everybody in the test calls Zammad. */
  zammad: FaultProxy;
  relay: RelayProcess;
  pbx: Pbx;
  stop(): Promise<void>;
}

export interface StackOptions {
  relayEnv?: Record<string, string>;
  /** More of the relay's configuration file than `house.ts` has. */
  relayConfig?: object;
  /** The relay also feeds Zammad's own caller log. */
  forward?: boolean;
  /** The relay has no index of people: the agent's own search has to find the caller. */
  withoutDirectory?: boolean;
}

export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const target = await openTarget();
  await tidy(target);
  await prepare(target);
  const zammad = await startFaultProxy(target.url);
  const relay = await startRelay({
    zammadUrl: zammad.url,
    ...(target.serviceToken && !options.withoutDirectory
      ? { serviceToken: target.serviceToken }
      : {}),
    ...(options.forward && target.ctiUrl ? { ctiUrl: target.ctiUrl } : {}),
    ...(options.relayEnv ? { env: options.relayEnv } : {}),
    config: { ...houseOf(target), ...options.relayConfig },
  });
  return {
    target,
    zammad,
    relay,
    pbx: createPbx(() => relay.url, RELAY_SECRET),
    stop: async () => {
      await relay.remove();
      await zammad.close();
      await target.stop();
    },
  };
}
