/** People, or organisations, in columns: a name and some numbers each, not an object. */

import type { InternedNames } from './interned-names.ts';

export interface Holder {
  id: number;
  name: string;
  organization?: string | undefined;
  organizationId?: number | undefined;
  vip: boolean;
  updatedAt: number;
}

export interface Holders {
  readonly size: number;
  /** Where this one stands; undefined when unknown. */
  placeOf(id: number): number | undefined;
  ids(): IterableIterator<number>;
  /** @param last entry of the number that was added last */
  put(holder: Holder, last: number): void;
  /** Gives a place to somebody new, so that numbers can name it. @returns the place */
  place(id: number): number;
  read(place: number): Holder;
  /** Organisation as a small integer, the same for the same name; 0: none. */
  companyAt(place: number): number;
  lastEntry(place: number): number;
  /** Of two equally sure ones: VIP first, then changed last, then by id. */
  compare(a: number, b: number): number;
  remove(id: number): void;
}

/** @param organizationNames of everybody who may stand in one list */
export function createHolders(organizationNames: InternedNames): Holders {
  const places = new Map<number, number>();
  const free: number[] = [];
  const ids: number[] = [];
  const names: string[] = [];
  const companies: number[] = [];
  /** 0: none. */
  const companyIds: number[] = [];
  const vips: boolean[] = [];
  const changes: number[] = [];
  const entries: number[] = [];
  function place(id: number): number {
    const known = places.get(id);
    if (known !== undefined) return known;
    const given = free.pop() ?? ids.length;
    places.set(id, given);
    ids[given] = id;
    return given;
  }

  return {
    get size() {
      return places.size;
    },
    placeOf: (id) => places.get(id),
    ids: () => places.keys(),
    place,
    put(holder, last) {
      const at = place(holder.id);
      names[at] = holder.name;
      companies[at] = organizationNames.numberOf(holder.organization ?? '');
      companyIds[at] = holder.organizationId ?? 0;
      vips[at] = holder.vip;
      changes[at] = holder.updatedAt;
      entries[at] = last;
    },
    read(at) {
      const organization = organizationNames.nameOf(companies[at]!);
      return {
        id: ids[at]!,
        name: names[at]!,
        organization: organization === '' ? undefined : organization,
        organizationId: companyIds[at] || undefined,
        vip: vips[at]!,
        updatedAt: changes[at]!,
      };
    },
    companyAt: (at) => companies[at]!,
    lastEntry: (at) => entries[at]!,
    compare: (a, b) =>
      Number(vips[b]!) - Number(vips[a]!) || changes[b]! - changes[a]! || ids[a]! - ids[b]!,
    remove(id) {
      const at = places.get(id);
      if (at === undefined) return;
      places.delete(id);
      names[at] = '';
      free.push(at);
    },
  };
}
