/** How the links to telephone systems stand: only the running relay knows, its `/metrics` tells. */
import type { RelayConfig } from '../config.ts';
import { localUrl } from './local-url.ts';

const TIMEOUT_MS = 2_000;
const LINE = /^offhook_pbx_link_up\{connection="([a-z0-9-]{1,40})"\} ([01])$/gm;

/** @returns by connection id whether it is up; undefined when no relay answers here */
export async function readLinkStates(
  config: Pick<RelayConfig, 'host' | 'port'>,
): Promise<Map<string, boolean> | undefined> {
  try {
    const response = await fetch(`${localUrl(config)}/metrics`, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'manual',
    });
    const text = await response.text();
    if (!response.ok || !text.includes('offhook_')) return undefined;
    return new Map([...text.matchAll(LINE)].map(([, id = '', up]) => [id, up === '1']));
  } catch {
    return undefined;
  }
}
