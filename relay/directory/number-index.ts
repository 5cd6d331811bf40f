/** Number → people, in memory, so that a caller is named in the first frame without waiting. */
import type { Match } from '../../lib/core/agent-call.ts';
import type { DirectoryPerson, NumberField } from './person.ts';

const MAX_MATCHES = 20;
/** How sure a number in this field says who calls; a shared number says less. */
const WEIGHT = new Map<NumberField, number>([
  ['phone', 100],
  ['mobile', 100],
  ['fax', 60],
]);
const CUSTOM_WEIGHT = 95;
const SHARED_PENALTY = 20;

const weightOf = (field: NumberField) => WEIGHT.get(field) ?? CUSTOM_WEIGHT;

export interface NumberIndex {
  readonly size: number;
  /** People with exactly this number (E.164 digits), best first, at most 20. */
  lookup(digits: string): Match[];
  put(person: DirectoryPerson): void;
  remove(id: number): void;
  /** What is known of a person, to see whether anything changed. */
  get(id: number): DirectoryPerson | undefined;
  people(): IterableIterator<DirectoryPerson>;
}

export function createNumberIndex(): NumberIndex {
  const people = new Map<number, DirectoryPerson>();
  /** Most numbers belong to one person: those cost no array. */
  const owners = new Map<string, number | number[]>();

  function ownersOf(digits: string): number[] {
    const found = owners.get(digits);
    if (found === undefined) return [];
    return typeof found === 'number' ? [found] : found;
  }

  function remove(id: number): void {
    const person = people.get(id);
    if (!person) return;
    people.delete(id);
    for (const { digits } of person.numbers) {
      const rest = ownersOf(digits).filter((owner) => owner !== id);
      if (rest.length === 0) owners.delete(digits);
      else owners.set(digits, rest.length === 1 && rest[0] !== undefined ? rest[0] : rest);
    }
  }

  return {
    get size() {
      return people.size;
    },
    get: (id) => people.get(id),
    people: () => people.values(),
    remove,
    put(person) {
      remove(person.id);
      people.set(person.id, person);
      for (const { digits } of person.numbers) {
        const others = ownersOf(digits);
        owners.set(digits, others.length === 0 ? person.id : [...others, person.id]);
      }
    },
    lookup(digits) {
      const ids = ownersOf(digits);
      const found = ids.flatMap((id) => {
        const person = people.get(id);
        const field = person?.numbers.find((number) => number.digits === digits)?.field;
        return person && field ? [{ person, field }] : [];
      });
      const penalty = found.length > 1 ? SHARED_PENALTY : 0;
      return found
        .sort(
          (a, b) =>
            weightOf(b.field) - weightOf(a.field) ||
            Number(b.person.vip) - Number(a.person.vip) ||
            b.person.updatedAt - a.person.updatedAt ||
            a.person.id - b.person.id,
        )
        .slice(0, MAX_MATCHES)
        .map(({ person, field }) => ({
          userId: person.id,
          name: person.name,
          ...(person.organization && { organization: person.organization }),
          ...(person.vip && { vip: true }),
          reason: { kind: 'exact' as const, detail: field },
          weight: weightOf(field) - penalty,
        }));
    },
  };
}
