/** Names of Asterisk's channels: `PJSIP/23-0000001f` is a call leg of the device `PJSIP/23`. */
import type { MarkOurs } from '../our-side.ts';
import type { AsteriskOptions } from './options.ts';

/**
 * `trunk`: the outside world; `phone`: a device of ours; `local`: half of a pair that Asterisk puts
 * between two dialplans, never a party; `other`: something of Asterisk's own (recorder, spy).
 */
export type ChannelKind = 'trunk' | 'phone' | 'local' | 'other';

const OWN =
  /^(?:Announcer|AsyncGoto|Bridge|CBAnn|CBRec|ConfBridge|Message|Recorder|Snoop|Surrogate|Test)/i;
/** Contexts of FreePBX and of its kin; others are named in the options. */
const TRUNK_CONTEXTS = ['from-trunk', 'from-pstn', 'from-did', 'from-dahdi', 'from-outside'];
const PHONE_CONTEXTS = ['from-internal', 'from-queue', 'from-ringgroup'];

/** The device of a channel: the name without the number of the leg. */
export function deviceOf(channel: string): string {
  return channel.replace(/;[12]$/, '').replace(/-[0-9a-f]{1,16}$/i, '');
}

/** Both halves of a Local pair have this in common. */
export function pairOf(channel: string): string {
  return channel.replace(/;[12]$/, '');
}

/** `;1` is the half that was dialled, `;2` the one that runs the dialplan. */
export function halfOf(channel: string): 1 | 2 | undefined {
  return channel.endsWith(';1') ? 1 : channel.endsWith(';2') ? 2 : undefined;
}

/** What stands behind the technology: `23` of `PJSIP/23`. */
export function peerOf(device: string): string {
  return device.slice(device.indexOf('/') + 1);
}

/** What an internal number looks like; by default two to five digits. */
export function extensionPattern(source: string | undefined): RegExp {
  return source === undefined ? /^\d{2,5}$/ : new RegExp(source);
}

/**
 * @param context where the channel began; undefined when only its present one is known, which a
 * hand-over may have changed
 */
export type KindOf = (channel: string, context: string | undefined) => ChannelKind;

const MAX_DEVICES = 5_000;

/**
 * Tells trunks from phones. In this order: the configured trunks decide alone; a device named like
 * an extension, or one of an agent, is a phone; then the context the channel began in; the rest
 * are trunks.
 */
export function createKindOf(deps: {
  options: Pick<AsteriskOptions, 'trunks' | 'extensions' | 'trunkContexts'>;
  /** Pattern of the connection, used when the options have none. */
  extensions?: string | undefined;
  markOurs: MarkOurs;
}): KindOf {
  const { options, markOurs } = deps;
  const trunks = options.trunks?.map((prefix) => prefix.toLowerCase());
  const pattern = extensionPattern(options.extensions ?? deps.extensions);
  const trunkContexts = options.trunkContexts ?? TRUNK_CONTEXTS;

  /** Devices whose kind the context told: it is still known when the context is not. */
  const told = new Map<string, ChannelKind>();

  function byContext(device: string, context: string | undefined): ChannelKind {
    const begins = (list: readonly string[]) => list.some((head) => context?.startsWith(head));
    const kind = begins(trunkContexts) ? 'trunk' : begins(PHONE_CONTEXTS) ? 'phone' : undefined;
    if (kind === undefined) return told.get(device) ?? 'trunk';
    if (told.size < MAX_DEVICES) told.set(device, kind);
    return kind;
  }

  return (channel, context) => {
    if (/^Local\//i.test(channel)) return 'local';
    if (OWN.test(channel)) return 'other';
    if (trunks)
      return trunks.some((prefix) => channel.toLowerCase().startsWith(prefix)) ? 'trunk' : 'phone';
    const device = deviceOf(channel);
    if (pattern.test(peerOf(device))) return 'phone';
    if (markOurs({ account: device }).kind === 'person') return 'phone';
    return byContext(device, context);
  };
}
