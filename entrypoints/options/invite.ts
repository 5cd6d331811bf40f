import { readAddress } from '../../lib/zammad-ui/address.ts';

export interface Invite {
  relayUrl?: string | undefined;
  zammadUrl?: string | undefined;
}

/**
 * The addresses of an invitation: `?relay=…&zammad=…`, also behind `#`. Only what reads as a web
 * address counts; the agent still sees and sends it. Undefined when it is none.
 */
export function readInvite(search: string, hash: string): Invite | undefined {
  const given = new URLSearchParams(search.length > 1 ? search : hash.replace(/^#\??/, ''));
  const relayUrl = urlOf(given.get('relay'), true);
  const zammadUrl = urlOf(given.get('zammad'), false);
  return relayUrl || zammadUrl ? { relayUrl, zammadUrl } : undefined;
}

function urlOf(text: string | null, keepPath: boolean): string | undefined {
  const read = readAddress(text ?? '', keepPath);
  return read.ok ? read.url : undefined;
}
