/** A company of some size for the history's rows: agents, lines, customers, words. All made up. */

/** Random numbers that are the same in every run. */
export function createRandom(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    below: (limit: number) => Math.floor(next() * limit),
    pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!,
    /** Low ones are frequent, high ones rare, as with words and with customers. */
    skewed: (limit: number) => Math.floor(limit ** next()) - 1,
  };
}
export type Random = ReturnType<typeof createRandom>;

const FIRST =
  'Anna Ben Carla Daniel Eva Felix Grit Hannes Ines Jörg Käthe Lars Mia Nils Olga Paul Rosa Sören Tina Uwe Vera Willi Özlem Ágnes Łukasz Zoë'.split(
    ' ',
  );
const LAST =
  'Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause Meier Lehmann Köhler Maier Groß Strauß Jäger Böhm Yıldız Nowak Kowalski Sørensen'.split(
    ' ',
  );
const TRADES = 'Bau Technik Logistik Handel Druck Medien Möbel Energie Pflege Software'.split(' ');
const SYLLABLES =
  'ba be bi do du fa fi ga ge ha ho ka ke ki la le li lo ma me mi mu na ne no pa pe ra re ri ro sa se si so ta te ti to va ve wa wi za zu schä grö'.split(
    ' ',
  );

export const AGENTS = 40;
export const LINES = Array.from({ length: 12 }, (_, n) => ({
  number: `4930123${String(n * 10).padStart(3, '0')}`,
  label: ['Zentrale', 'Vertrieb', 'Störung', 'Buchhaltung'][n % 4]! + (n < 4 ? '' : ` ${n}`),
}));
export const QUEUES = ['Service', 'Verkauf', 'Notdienst', 'Rechnungen', 'Technik', 'Empfang'];

/** The last one answers hardly ever: the agent who may see few calls. */
export function agentOf(index: number) {
  const login = index < 2 ? `agent${index + 1}@example.com` : `colleague${index}@example.com`;
  const name = `${FIRST[index % FIRST.length]} ${LAST[(index * 7) % LAST.length]}`;
  return { login, name, extension: String(100 + index) };
}

export function personOf(index: number): string {
  return `${FIRST[index % FIRST.length]} ${LAST[(index >> 3) % LAST.length]}${syllables(index, 2)}`;
}

export function companyOf(index: number): string {
  const name = syllables(index * 31 + 7, 3);
  return `${name[0]!.toUpperCase()}${name.slice(1)} ${TRADES[index % TRADES.length]} GmbH`;
}

/** Word of a note; low ones are written often. */
export function wordOf(index: number): string {
  return syllables(index * 17 + 3, 2 + (index % 3));
}

/** E.164 digits. */
export function numberOf(index: number): string {
  const tail = String((index * 7_919 + 1_234_567) % 10_000_000).padStart(7, '0');
  const area = ['30', '40', '89', '172', '151', '160', '221', '711'][index % 8];
  return `49${area}${tail}`;
}

function syllables(seed: number, count: number): string {
  let rest = seed;
  let word = '';
  for (let at = 0; at < count; at += 1) {
    word += SYLLABLES[rest % SYLLABLES.length];
    rest = Math.floor(rest / SYLLABLES.length) + at * 5;
  }
  return word;
}
