/** The two sides of a call from Asterisk's channels. */
import type { Party } from '../../../lib/core/call.ts';
import type { Phone } from '../../../lib/core/phone.ts';
import type { MarkOurs } from '../our-side.ts';
import { readNumber } from '../parties.ts';
import { deviceOf, peerOf } from './channels.ts';
import type { Channel } from './memory.ts';

export interface Parties {
  /** A phone of ours, or the person behind a trunk when they are wanted or answer. */
  leg(channel: Channel): Party;
  /** Who calls. */
  caller(channel: Channel): Party;
  /** A number as dialled: extension, own line, or one outside. */
  dialled(text: string): Party;
  isExtension(text: string): boolean;
}

const MAX_NAME = 200;

export function createParties(deps: {
  phone: Phone;
  extensions: RegExp;
  markOurs: MarkOurs;
}): Parties {
  const { phone, extensions, markOurs } = deps;

  function device(channel: Channel): Party {
    const account = deviceOf(channel.name).slice(0, MAX_NAME);
    const extension = [peerOf(account), channel.number ?? ''].find((text) => extensions.test(text));
    const name = nameOf(channel);
    return markOurs({
      account,
      ...(extension !== undefined && { extension }),
      ...(name !== undefined && { name }),
    });
  }

  function outside(channel: Channel): Party {
    const name = nameOf(channel);
    const number = known(channel.number);
    const party: Party =
      channel.hidden || number === undefined ? { withheld: true } : readNumber(number, phone);
    if (party.withheld) return party;
    return { ...party, ...(name !== undefined && name !== number && { name }) };
  }

  function dialled(text: string): Party {
    const number = text.slice(0, MAX_NAME);
    if (extensions.test(number)) return markOurs({ raw: number, extension: number });
    return markOurs(readNumber(number, phone));
  }

  return {
    leg: (channel) =>
      channel.kind === 'trunk' ? { ...outside(channel), kind: 'external' } : device(channel),
    caller: (channel) => (channel.kind === 'trunk' ? outside(channel) : device(channel)),
    dialled,
    isExtension: (text) => extensions.test(text),
  };
}

/** Asterisk writes `<unknown>` where it has nothing. */
export function known(text: string | undefined): string | undefined {
  const value = text?.trim();
  return value === undefined || value === '' || value === '<unknown>' ? undefined : value;
}

/** A number that can be dialled, unlike `s`, `h` or the name of a step in a dialplan. */
export function dialable(text: string | undefined): string | undefined {
  const value = known(text);
  return value !== undefined && /^[+*#]?\d[\d*#]+$/.test(value) ? value : undefined;
}

function nameOf({ label }: Channel): string | undefined {
  return known(label)?.slice(0, MAX_NAME);
}
