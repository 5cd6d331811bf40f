/** Options that the commands of `offhook numbers` share. */
import type { FixableKind, Kind } from '../../numbers/finding.ts';
import { FIXABLE, KINDS } from '../../numbers/finding.ts';
import { readWholeNumber, UsageError } from '../arguments.ts';

export const FLAG = { type: 'boolean', default: false } as const;
export const TEXT = { type: 'string' } as const;
export const TEXTS = { type: 'string', multiple: true } as const;

/** Kinds named by `--only`; none named: all. */
export function readKinds(names: readonly string[] = []): Kind[] {
  return pickKinds(names, KINDS);
}

/** Of those that can be fixed. */
export function readFixable(names: readonly string[] = []): Set<FixableKind> {
  return new Set(pickKinds(names, FIXABLE));
}

/** Ids named by `--person`. */
export function readPersons(ids: readonly string[] = []): number[] {
  return ids.map((id) => readWholeNumber('--person', id.replace(/^#/, ''), 1, 1e12));
}

function pickKinds<K extends string>(names: readonly string[], known: readonly K[]): K[] {
  for (const name of names) {
    if (known.some((kind) => kind === name)) continue;
    throw new UsageError(`--only takes ${known.join(', ')}; "${name}" is none of them.`);
  }
  return names.length === 0 ? [...known] : known.filter((kind) => names.includes(kind));
}
