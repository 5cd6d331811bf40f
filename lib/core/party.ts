/** When two descriptions are of one party. Rule CM3. */
import type { Party } from './call.ts';
import { canonical } from './claims.ts';

/** Key of a party about whom nothing is known. */
export const NOBODY_KEY = '=';

/**
 * One party, one key: the device if known, else the name, else a number, at last what it is. The sign in front keeps
 * names such as `constructor` apart from what every object has.
 */
export function partyKey(party: Party): string {
  const { account, name, extension, e164, raw, kind } = party;
  // A mailbox and somebody outside are not nobody, even without a name.
  const what = kind === 'voicemail' || kind === 'external' ? kind : '';
  const texts = [account, name, extension, e164, raw];
  return NOBODY_KEY + fold(texts.find((text) => text?.trim()) ?? what);
}

/** Of two descriptions of one party the one that says more; of equals the smaller text. */
export function fuller(a: Party, b: Party): Party {
  const more = Object.keys(a).length - Object.keys(b).length;
  if (more !== 0) return more > 0 ? a : b;
  return canonical(a) <= canonical(b) ? a : b;
}

/**
 * Everything that `part` names, `whole` names alike: `{extension: '23'}` is part of
 * `{account: 'PJSIP/23', extension: '23', name: 'Alice'}`. Nobody is part of nothing.
 */
export function isPartOf(part: Party, whole: Party): boolean {
  const named = identity(part);
  const names = new Map(identity(whole));
  return named.length > 0 && named.every(([key, text]) => names.get(key) === text);
}

/** One of them describes the other. */
export function sameParty(a: Party, b: Party): boolean {
  return partyKey(a) === partyKey(b) || isPartOf(a, b) || isPartOf(b, a);
}

/**
 * Puts together the descriptions that are of one party: each goes to the fullest one that it is
 * part of, unless there are several such. What comes out does not depend on the order of `items`.
 */
export function groupByParty<T extends { party: Party }>(items: readonly T[]): Map<Party, T[]> {
  const byKey = new Map<string, Party>();
  for (const { party } of items) {
    const key = partyKey(party);
    const known = byKey.get(key);
    byKey.set(key, known ? fuller(known, party) : party);
  }
  const wholeOf = new Map<Party, Party>();
  const naming = indexOf(byKey.values());
  const groups = new Map<Party, T[]>();
  for (const item of items) {
    const own = byKey.get(partyKey(item.party)) as Party;
    let whole = wholeOf.get(own);
    if (!whole) wholeOf.set(own, (whole = fullest(own, naming)));
    const group = groups.get(whole);
    if (group) group.push(item);
    else groups.set(whole, [item]);
  }
  return groups;
}

/** Who names a text as what, so that only those are compared that have one in common. */
type Naming = ReadonlyMap<string, readonly Party[]>;

function indexOf(parties: Iterable<Party>): Naming {
  const naming = new Map<string, Party[]>();
  for (const party of parties) {
    for (const [key, text] of identity(party)) {
      const known = naming.get(`${key} ${text}`);
      if (known) known.push(party);
      else naming.set(`${key} ${text}`, [party]);
    }
  }
  return naming;
}

function fullest(party: Party, naming: Naming): Party {
  const lists = identity(party).map(([key, text]) => naming.get(`${key} ${text}`) ?? []);
  // The rarest of the texts: whoever names all of them names that one.
  const alike = lists.reduce((a, b) => (b.length < a.length ? b : a), lists[0] ?? []);
  const wholes = alike.filter((other) => other !== party && isPartOf(party, other));
  const best = wholes.filter((one) => wholes.every((other) => isPartOf(other, one)));
  // Two that say the same in other words: the one with the smaller text.
  return best.length === 0 ? party : best.reduce(fuller);
}

function identity({ account, extension, e164, name }: Party): [string, string][] {
  const fields = { account, extension, e164, name };
  return Object.entries(fields).flatMap(([key, text]): [string, string][] =>
    text === undefined || text.trim() === '' ? [] : [[key, fold(text)]],
  );
}

function fold(text: string): string {
  return text.trim().toLowerCase();
}
