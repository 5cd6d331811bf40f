/** The one name a telephone shows for a number. Rules PB20–PB24 of `SPEC-phonebook.md`. */
import type { Match } from '../../../lib/core/agent-call.ts';
import { OF_ORGANIZATION } from '../../../lib/core/match/weights.ts';
import { nameKeys } from '../../../lib/core/person-name.ts';
import { asciiName, cleanName, cutName } from './clean-name.ts';

export interface NameStyle {
  /** Also who is only likely, with a mark in front. */
  guess: boolean;
  ascii: boolean;
  /** UTF-16 units; undefined: as long as it is. */
  max?: number | undefined;
  /** The organisation behind a person's name, where there is room. */
  organization: boolean;
}

export interface CallerName {
  /** Empty: unknown. */
  name: string;
  organization?: string | undefined;
  /** Zammad id, when it is one person. */
  userId?: number | undefined;
  /** False: only likely. */
  sure: boolean;
}

const NOBODY: CallerName = { name: '', sure: false };
const MARK = '? ';

/** @param matches best first, as the team knows better already */
export function callerName(matches: readonly Match[], style: NameStyle): CallerName {
  const [first] = matches;
  if (first?.reason.kind === 'picked') return person(first, style, true);
  const exact = matches.filter(({ reason }) => reason.kind === 'exact');
  const best = exact[0]?.weight ?? 0;
  const owners = matches.filter(isOwner);
  // Whose fax it is says less than whose telephone it is.
  const equal = onePerName([...exact.filter(({ weight }) => weight === best), ...owners]);
  const [only] = equal;
  if (only) return equal.length === 1 ? person(only, style, true) : several(equal, style);
  return first && style.guess ? person(first, style, false) : NOBODY;
}

/** An organisation whose own number this is; behind its main number is only likely. */
function isOwner({ userId, reason, weight }: Match): boolean {
  return userId === undefined && reason.kind === 'organization' && weight >= OF_ORGANIZATION;
}

function person(match: Match, style: NameStyle, sure: boolean): CallerName {
  const organization = shown(match.organization ?? '', style);
  // Somebody without a name is stored under the number: that tells nobody anything.
  const own = /\p{L}/u.test(match.name) ? shown(match.name, style) : '';
  const base = own || organization;
  if (base === '') return NOBODY;
  const name = (sure ? '' : MARK) + base;
  const both = `${name}, ${organization}`;
  const longer = style.organization && organization !== '' && organization !== base ? [both] : [];
  return {
    name: firstThatFits([...longer, name], style.max),
    ...(organization !== '' && { organization }),
    ...(match.userId !== undefined && { userId: match.userId }),
    sure,
  };
}

/** A number of several people: what they have in common, else their names. */
function several(people: readonly Match[], style: NameStyle): CallerName {
  const names = people.map(({ name }) => shown(name, style)).filter((name) => name !== '');
  const organizations = new Set(people.map(({ organization = '' }) => shown(organization, style)));
  const [organization = ''] = organizations;
  if (organizations.size === 1 && organization !== '') {
    return { name: firstThatFits([organization], style.max), organization, sure: true };
  }
  const [a, b] = names;
  if (a === undefined) return NOBODY;
  const some = `${a} +${people.length - 1}`;
  const wordings = people.length === 2 && b !== undefined ? [`${a} / ${b}`, some] : [some];
  const room = style.max === undefined ? undefined : style.max - (some.length - a.length);
  const short = room !== undefined && room > 0 ? [cutName(a, room) + some.slice(a.length)] : [];
  return { name: firstThatFits([...wordings, ...short], style.max), sure: true };
}

/** The same person twice in Zammad is one person to a telephone. */
function onePerName(matches: readonly Match[]): Match[] {
  const people: { match: Match; keys: string[] }[] = [];
  for (const match of matches) {
    const keys = nameKeys(match.name);
    const again = people.some(
      (one) =>
        (one.match.organization ?? match.organization) ===
          (match.organization ?? one.match.organization) &&
        keys.some((key) => one.keys.includes(key)),
    );
    if (!again) people.push({ match, keys });
  }
  return people.map(({ match }) => match);
}

function shown(text: string, { ascii }: NameStyle): string {
  const clean = cleanName(text);
  return ascii ? asciiName(clean) : clean;
}

function firstThatFits(wordings: readonly string[], max: number | undefined): string {
  const fits = wordings.find((one) => max === undefined || one.length <= max);
  return fits ?? cutName(wordings.at(-1) ?? '', max ?? 0);
}
