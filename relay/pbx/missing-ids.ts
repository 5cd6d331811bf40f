/**
 * Makes call ids for senders that have none: desk phones, CRM templates, bridges with an empty id.
 *
 * A statement belongs to the call of the same device and the same other side that is open; else a
 * new id is made. It is a guess, so such ids begin with `~`. Rules: `missing-id-rules.ts`.
 */
import { createHash } from 'node:crypto';
import type { Call, Party } from '../../lib/core/call.ts';
import { type Entry, idAt, isAlive, pick } from './missing-id-rules.ts';

export interface Statement {
  kind: 'new' | 'answer' | 'hangup';
  /** Whose phone it is; one device has few calls at a time. */
  device: string;
  /** The other side, in one spelling for one number; undefined: not told. */
  remote?: string | undefined;
  /** Epoch ms. */
  at: number;
  /** A hang-up that says that nobody took the call. */
  unanswered?: boolean | undefined;
  /** A hang-up that makes no call of its own, though it names a number. */
  onlyKnown?: boolean | undefined;
}

export interface MissingIds {
  /** @returns undefined for a hang-up that belongs to nothing known */
  find(statement: Statement): Promise<string | undefined>;
}

/** Digest of the device, of the other side, and the time of the first statement. */
const PARTS = /^~([\w-]+)~([\w-]*)~([0-9a-z]+)$/;
const MAX_DEVICES = 5_000;
const MAX_ENTRIES = 20;

/** @param openCalls calls that are not over, so that a restart loses none; asked once */
export function createMissingIds(openCalls?: () => Promise<Call[]>): MissingIds {
  const devices = new Map<string, Entry[]>();
  let restored: Promise<void> | undefined;

  async function restore(): Promise<void> {
    const calls = await openCalls?.().catch(() => []);
    for (const { nativeId, state, announced } of calls ?? []) {
      const [, device, remote, opened] = PARTS.exec(nativeId) ?? [];
      if (device === undefined || remote === undefined || opened === undefined) continue;
      const openedAt = parseInt(opened, 36);
      const entry: Entry = { id: nativeId, remote, openedAt, talks: state === 'talking' };
      entriesOf(device).push({ ...entry, ...(announced && { rangAt: openedAt }) });
    }
  }

  function entriesOf(device: string): Entry[] {
    const entries = devices.get(device) ?? [];
    devices.delete(device);
    devices.set(device, entries);
    if (devices.size > MAX_DEVICES) {
      for (const oldest of devices.keys()) {
        devices.delete(oldest);
        break;
      }
    }
    return entries;
  }

  return {
    async find({ kind, device, remote, at, unanswered = false, onlyKnown = false }) {
      await (restored ??= restore());
      const key = digest(device);
      const other = remote === undefined ? '' : digest(remote);
      const entries = entriesOf(key);
      const kept = entries.filter((entry) => isAlive(entry, at)).slice(-MAX_ENTRIES);
      entries.splice(0, entries.length, ...kept);
      let entry = pick(entries, { kind, other, at, unanswered });
      if (!entry) {
        if (kind === 'hangup' && (other === '' || onlyKnown)) return undefined;
        const id = idAt(entries, `~${key}~${other}~`, at);
        entry = { id, remote: other, openedAt: at, talks: false };
        entries.push(entry);
      }
      if (entry.remote === '') entry.remote = other;
      if (kind === 'new') entry.rangAt = at;
      if (kind === 'answer') entry.talks = true;
      if (kind === 'hangup') {
        entry.endedAt ??= at;
        entry.missed ??= unanswered;
      }
      return entry.id;
    },
  };
}

/** When the first statement about the call of that id came; undefined for an id that is not ours. */
export function openedAtOf(id: string): number | undefined {
  const opened = PARTS.exec(id)?.[3];
  return opened === undefined ? undefined : parseInt(opened, 36);
}

/**
 * Both sides as one text, whichever is named first: for senders that tell them every time.
 * @returns undefined when one of them is missing
 */
export function pairOf(from: Party | undefined, to: Party | undefined): string | undefined {
  const sides = [from, to].map((party) =>
    party?.withheld
      ? 'withheld'
      : (party?.e164 ?? party?.extension ?? party?.account ?? party?.raw),
  );
  return sides.includes(undefined) ? undefined : sides.toSorted(byText).join('|').toLowerCase();
}

/** Numbers are nobody's business in an id. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 12);
}

function byText(a = '', b = ''): number {
  return a < b ? -1 : Number(a > b);
}
