/** The dialects of the configured connections outside of a running relay: nothing is connected. */
import metadata from 'libphonenumber-js/max/metadata';
import type { Call } from '../../lib/core/call.ts';
import type { RelayConfig } from '../config.ts';
import { createLiveConnections } from '../pbx/live-connections.ts';
import type { LiveConnection } from '../pbx/routes.ts';
import { createLog } from '../telemetry/log.ts';
import { createMetrics } from '../telemetry/metrics.ts';
import { localUrl } from './local-url.ts';

export function createDryConnections(
  config: RelayConfig,
  openCalls: (source: string) => Promise<Call[]> = () => Promise.resolve([]),
): readonly LiveConnection[] {
  const { all } = createLiveConnections({
    config,
    metadata,
    ledger: { record: () => Promise.reject(new Error('a dry run records nothing by itself')) },
    openCalls,
    publicUrl: () => config.publicUrl ?? localUrl(config),
    log: createLog('silent'),
    metrics: createMetrics(),
    clock: Date.now,
  });
  return all;
}
