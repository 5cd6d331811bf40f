/** How much was taken away, by kind. */
import type { PrivacyErased, PrivacyKind } from '../../lib/core/privacy.ts';

export interface ErasedCounts {
  add(kind: PrivacyKind, count: number): void;
  /** What was not nothing. */
  all(): PrivacyErased['counts'];
}

export function createErasedCounts(): ErasedCounts {
  const counts = new Map<PrivacyKind, number>();
  return {
    add(kind, count) {
      if (count > 0) counts.set(kind, (counts.get(kind) ?? 0) + count);
    },
    all: () => Object.fromEntries(counts),
  };
}
