import { describe, expect, it } from 'vitest';
import { person, startPhoneLab } from './testing/phone-lab.ts';
import { readVcards } from './testing/read-vcard.ts';

const MANY = 50_000;
const crowd = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    person(at + 1, { name: `Vör${at % 977} Näme${(at * 7919) % count}`, vip: at % 1000 === 0 }),
  );

async function measured(count: number, books: readonly [string, string][]) {
  const lab = await startPhoneLab(crowd(count));
  await (await lab.book('vcard', '?page=1&max=1')).text();
  const started = process.cpuUsage();
  for (const book of books) await (await lab.book(...book)).arrayBuffer();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

describe('PB11: more people than a phone takes', () => {
  it('VIPs and whoever changed last, in order; how many were left out', async () => {
    const lab = await startPhoneLab(crowd(3_000), { max: 10 });
    const answer = await lab.book('vcard');
    expect([answer.headers.get('offhook-entries'), answer.headers.get('offhook-left-out')]).toEqual(
      ['10', '2990'],
    );
    const cards = readVcards(new Uint8Array(await answer.arrayBuffer()));
    const ids = cards.map((card) => Number(/\d+$/.exec(card[1]?.value ?? '')?.[0]));
    expect(ids.toSorted((a, b) => a - b)).toEqual([
      1, 1001, 2001, 2994, 2995, 2996, 2997, 2998, 2999, 3000,
    ]);
    const names = cards.map((card) => card[2]?.value ?? '');
    expect(names).toEqual(names.toSorted(new Intl.Collator('de', { numeric: true }).compare));
  });
  it('pages: everybody in exactly one', async () => {
    const lab = await startPhoneLab(crowd(2_500));
    const seen: string[] = [];
    for (let page = 1; page <= 4; page++) {
      const text = await (await lab.book('grandstream', `?page=${page}`)).text();
      const numbers = [...text.matchAll(/<phonenumber>(.*?)</g)].map((match) => match[1] ?? '');
      expect(numbers).toHaveLength([1_000, 1_000, 500, 0][page - 1] ?? 0);
      seen.push(...numbers);
    }
    expect(new Set(seen).size).toBe(2_500);
  });
});

describe('PB10: 50,000 people', () => {
  it('each format has them all, in pieces', async () => {
    const lab = await startPhoneLab(crowd(MANY));
    const books = [
      ['yealink', '?max=50000', '<DirectoryEntry>'],
      ['yealink', '?max=50000&kind=book', '<Unit '],
      ['snom', '?max=50000', '<DirectoryEntry>'],
      ['snom', '?max=50000&kind=tbook', '<contact '],
      ['grandstream', '?max=50000', '<Contact>'],
      ['fritzbox', '?max=50000', '<contact>'],
      ['vcard', '', 'BEGIN:VCARD'],
    ] as const;
    for (const [format, query, mark] of books) {
      const answer = await lab.book(format, query);
      let largest = 0;
      let text = '';
      const decoder = new TextDecoder();
      for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
        largest = Math.max(largest, chunk.length);
        text += decoder.decode(chunk, { stream: true });
      }
      expect([format, text.split(mark).length - 1]).toEqual([format, MANY]);
      expect(largest).toBeLessThan(text.length / 20);
    }
  });
  it('costs what ten times 5,000 cost, not more', async () => {
    const books: [string, string][] = [
      ['fritzbox', '?max=50000&format=national'],
      ['yealink', '?max=50000'],
    ];
    await measured(5_000, books);
    const small = await measured(5_000, books);
    const large = await measured(MANY, books);
    // Ten times as many; sorting and noise may double it.
    expect(large / small).toBeLessThan(20);
  });
  it('other requests are answered between: while one book is made, hundreds of names', async () => {
    const lab = await startPhoneLab(crowd(MANY));
    lab.matches.set('4930609854180', [
      { userId: 1, name: 'Nina Nord', reason: { kind: 'exact', detail: 'phone' }, weight: 100 },
    ]);
    let done = false;
    const book = lab
      .book('vcard')
      .then((answer) => answer.arrayBuffer())
      .finally(() => (done = true));
    let names = 0;
    while (!done) {
      const answer = await fetch(`${lab.url}/pbx/main/main-secret/name?number=030609854180`);
      expect(await answer.text()).toBe('Nina Nord');
      names += 1;
    }
    expect((await book).byteLength).toBeGreaterThan(5_000_000);
    expect(names).toBeGreaterThan(50);
  });
  it('a large directory that keeps changing: the order may be old, what is shown is not', async () => {
    const lab = await startPhoneLab(crowd(MANY));
    const ask = async (typed: string) =>
      (await lab.book('yealink', `?search=${encodeURIComponent(typed)}`)).text();
    expect(await ask('Vör5')).toContain('Vör5');
    lab.people[5] = person(6, { name: 'Renamed Body' });
    lab.people.splice(20, 1);
    lab.people.push(person(MANY + 1, { name: 'Late Comer' }));
    lab.changed();
    expect(await ask('renamed')).toContain('Body, Renamed');
    expect(await ask('0302000021')).not.toContain('<Telephone>+493020000021<');
    lab.clock.advance(10 * 60_000);
    expect(await ask('late')).toContain('Comer, Late');
  });
  it('several at once share one sorting', async () => {
    const lab = await startPhoneLab(crowd(MANY));
    const started = process.cpuUsage();
    await (await lab.book('vcard', '?page=1&max=1')).text();
    const alone = process.cpuUsage(started);
    lab.clock.advance(10 * 60_000);
    lab.changed();
    const again = process.cpuUsage();
    const five = Array.from({ length: 5 }, () => lab.book('vcard', '?page=1&max=1'));
    for (const one of await Promise.all(five)) expect(one.status).toBe(200);
    expect(process.cpuUsage(again).user).toBeLessThan(alone.user * 3);
  });
});
