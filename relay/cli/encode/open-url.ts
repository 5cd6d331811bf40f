/** Desk phones that open an address: each speaks for itself, and only when something happens to it. */
import type { Member } from '../scenarios/step.ts';
import { type Encoder, form } from './encoder.ts';

const EVENTS = { new: 'incoming', ring: 'incoming', answer: 'answered', hangup: 'hangup' } as const;

export const openUrlEncoder: Encoder = {
  dialect: 'open-url',
  encode(step, { id, options }) {
    const { kind, direction, people = [], call } = step;
    if (kind === 'stopRing' || kind === 'transfer') return [];
    const out = direction === 'out';
    const event = kind === 'new' && out ? 'outgoing' : EVENTS[kind];
    const keys = phoneKeys(options);
    const phones: (Member | undefined)[] = people.length === 0 ? [undefined] : [...people];
    return phones.flatMap((phone) => {
      const key = keys && keyOf(keys, phone);
      // With keys, a phone that has none cannot speak.
      if (keys && key === undefined) return [];
      const query = new URLSearchParams(
        form([
          ['callid', id(call).padEnd(20, '-')],
          ['local', phone?.extension],
          ['from', step.from],
          ['to', step.to],
          ['queue', step.queue],
          ['direction', direction],
          ['cause', kind === 'hangup' ? step.cause : undefined],
        ]),
      );
      return [
        { method: 'GET' as const, rest: `${key === undefined ? '' : `/${key}`}/${event}`, query },
      ];
    });
  },
};

function phoneKeys(
  options: Record<string, unknown>,
): [key: string, extension: string][] | undefined {
  const { devices } = options;
  if (!devices || typeof devices !== 'object') return undefined;
  return Object.entries(devices).map(([key, extension]) => [key, String(extension)]);
}

/** That of the phone; any one for steps that name nobody. */
function keyOf(keys: [string, string][], phone: Member | undefined): string | undefined {
  const found = phone ? keys.find(([, extension]) => extension === phone.extension) : keys[0];
  return found?.[0];
}
