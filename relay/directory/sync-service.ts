/** The directory's way to Zammad, as it is configured. */
import { createZammad } from '../../lib/zammad/zammad.ts';
import type { RelayConfig } from '../config.ts';
import { excludedKey } from '../privacy/excluded.ts';
import type { PeopleSource } from './sync-source.ts';
import type { SyncSettings } from './sync.ts';

/** Pages of 500 people take Zammad up to some seconds. */
const TIMEOUT_MS = 30_000;

/** @returns undefined without an address or a service token */
export function directoryService(
  { zammad: { url, token }, directory }: Pick<RelayConfig, 'zammad' | 'directory'>,
  fetchOwn: typeof fetch,
): { source: PeopleSource; settings: SyncSettings } | undefined {
  if (url === undefined || token === undefined) return undefined;
  const { phoneFields: people, organizationFields: organizations, notes, excludeField } = directory;
  return {
    source: createZammad({ url, token, fetch: fetchOwn, timeoutMs: TIMEOUT_MS }),
    settings: {
      zammad: url,
      fields: {
        people,
        organizations,
        notes,
        ...(excludeField !== undefined && { besides: [excludeField] }),
        excluded: excludedKey(directory),
      },
      requestsPerSecond: directory.requestsPerSecond,
      pause: directory.pause,
    },
  };
}
