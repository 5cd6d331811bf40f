import type { PersonHit } from '../../lib/core/person-hit.ts';

/** People very like the new one, from the refusal's `detail` (JSON); what is no person is left out. */
export function readSimilar(detail: string | undefined): PersonHit[] {
  try {
    const list: unknown = JSON.parse(detail ?? '[]');
    return Array.isArray(list) ? list.filter(isHit).slice(0, 5) : [];
  } catch {
    return [];
  }
}

function isHit(value: unknown): value is PersonHit {
  if (typeof value !== 'object' || value === null) return false;
  const { userId, name } = value as Partial<PersonHit>;
  return Number.isInteger(userId) && typeof name === 'string';
}
