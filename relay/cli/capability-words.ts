/** What a telephone system can and cannot do, in words for the admin. */
import type { Capabilities } from '../pbx/dialect.ts';

const WORDS: Record<keyof Capabilities, string> = {
  reject: 'turn callers away',
  setCallerId: 'show another number on outgoing calls',
  dial: 'dial for an agent',
  ringingTargets: 'say who rings',
  queues: 'queues',
  transfers: 'transfers',
  outgoingAnswer: 'say when an outgoing call is answered',
  snapshot: 'say which calls run after the connection was lost',
};

export function capabilityWords(capabilities: Capabilities): { can: string; cannot: string } {
  const keys = Object.keys(WORDS) as (keyof Capabilities)[];
  const list = (able: boolean) =>
    keys
      .filter((key) => capabilities[key] === able)
      .map((key) => WORDS[key])
      .join(', ') || '–';
  return { can: list(true), cannot: list(false) };
}
