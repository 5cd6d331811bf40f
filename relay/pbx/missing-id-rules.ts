/**
 * Which call of one device a statement without an id is about.
 *
 * - A ring is a repetition while that call rings (3 minutes), and within 2 s of the ring before; it
 *   is the ring of a call whose answer or end overtook it by up to 2 s. Else it is the next call,
 *   also of somebody with the same number while one talks, and of a queue that rings again.
 * - An answer takes the call of that number; without a number the newest that rings at the device.
 * - A hang-up takes the call of that number, first the one that talks (told as not taken: that
 *   rings); without a number the one that talks, else the newest; else the one that ended within the
 *   last minute (told twice); else, with a number, a call that rings in a moment; else nothing.
 */

/** A call of one device, as far as it was told. */
export interface Entry {
  id: string;
  /** Digest; empty: not told. */
  remote: string;
  openedAt: number;
  /** Latest ring. */
  rangAt?: number;
  talks: boolean;
  endedAt?: number;
  /** The first end said that nobody took it. */
  missed?: boolean;
}

const RING_MS = 180_000;
const TALK_MS = 4 * 3_600_000;
const OVERTAKEN_MS = 2_000;
const TOLD_TWICE_MS = 60_000;
/** `missed` and `terminated` of one call, with the next ring between them. */
const IN_OTHER_WORDS_MS = 1_000;

export function isAlive(entry: Entry, at: number): boolean {
  if (entry.endedAt !== undefined) return at - entry.endedAt <= TOLD_TWICE_MS;
  return at - entry.openedAt <= (entry.talks ? TALK_MS : RING_MS);
}

/** Two calls of one caller within a millisecond are two calls. */
export function idAt(entries: readonly Entry[], begin: string, at: number): string {
  for (let time = at; ; time++) {
    const id = begin + time.toString(36);
    if (!entries.some((entry) => entry.id === id)) return id;
  }
}

export function pick(
  all: readonly Entry[],
  told: { kind: 'new' | 'answer' | 'hangup'; other: string; at: number; unanswered: boolean },
): Entry | undefined {
  const { kind, other, at, unanswered } = told;
  const newestFirst = all.toReversed();
  const of = (test: (entry: Entry) => boolean) => newestFirst.find(test);
  const same = (entry: Entry) => entry.remote === other;
  const maybe = (entry: Entry) => other === '' || entry.remote === '';
  const isOpen = (entry: Entry) => entry.endedAt === undefined;
  const talksNow = (entry: Entry) => isOpen(entry) && entry.talks;
  const endedWithin = (entry: Entry, ms: number) =>
    entry.endedAt !== undefined && at - entry.endedAt <= ms;
  switch (kind) {
    case 'new':
      return (
        of((entry) => same(entry) && isRingOf(entry, at)) ??
        // Its answer came first and did not say with whom.
        of((entry) => entry.remote === '' && at - entry.openedAt <= OVERTAKEN_MS)
      );
    case 'answer':
      return (
        of((entry) => same(entry) && isOpen(entry) && !entry.talks) ??
        of((entry) => same(entry) && isOpen(entry)) ??
        of((entry) => maybe(entry) && isOpen(entry) && !entry.talks) ??
        of((entry) => other === '' && isOpen(entry)) ??
        of((entry) => (other === '' || same(entry)) && endedWithin(entry, OVERTAKEN_MS))
      );
    case 'hangup':
      return (
        of(
          (entry) =>
            (other === '' || same(entry)) &&
            !all.some((one) => talksNow(one) && (other === '' || same(one))) &&
            entry.missed !== unanswered &&
            endedWithin(entry, IN_OTHER_WORDS_MS),
        ) ??
        of((entry) => other !== '' && same(entry) && isOpen(entry) && entry.talks !== unanswered) ??
        // Told twice: what talks goes on.
        of((entry) => unanswered && same(entry) && endedWithin(entry, OVERTAKEN_MS)) ??
        of((entry) => other !== '' && same(entry) && isOpen(entry)) ??
        of((entry) => maybe(entry) && isOpen(entry) && entry.talks !== unanswered) ??
        of((entry) => maybe(entry) && isOpen(entry)) ??
        of((entry) => (other === '' || same(entry)) && endedWithin(entry, TOLD_TWICE_MS))
      );
  }
}

/** The ring is told again, or what came of it was told first. */
function isRingOf({ rangAt, openedAt, endedAt, talks }: Entry, at: number): boolean {
  if (rangAt === undefined) return at - (endedAt ?? openedAt) <= OVERTAKEN_MS;
  return at - rangAt <= OVERTAKEN_MS || (endedAt === undefined && !talks);
}
