import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanName } from './clean-name.ts';
import { HOSTILE_NAMES } from './testing/hostile-names.ts';
import { person, startPhoneLab } from './testing/phone-lab.ts';
import { partsOf, readVcards } from './testing/read-vcard.ts';
import { createVcard } from './vcard.ts';

const read = async (response: Promise<Response>) =>
  readVcards(new Uint8Array(await (await response).arrayBuffer()));
const value = (card: { name: string; value: string }[] | undefined, name: string) =>
  card?.find((line) => line.name === name)?.value ?? '';

describe('PB13: vCards', () => {
  it('3.0, to the byte', async () => {
    const lab = await startPhoneLab([
      person(7, {
        name: 'Nina von Nord',
        organization: 'Nord; Söhne, KG',
        vip: true,
        numbers: [
          { digits: '4930609854180', field: 'phone' },
          { digits: '491711234567', field: 'mobile' },
        ],
      }),
    ]);
    const answer = await lab.book('vcard');
    expect(answer.headers.get('content-type')).toBe('text/vcard; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="contacts.vcf"');
    expect(await answer.text()).toBe(
      [
        'BEGIN:VCARD',
        'VERSION:3.0',
        'UID:offhook-person-7',
        'N:von Nord;Nina;;;',
        'FN:Nina von Nord',
        'ORG:Nord\\; Söhne\\, KG',
        'TEL;TYPE=WORK,VOICE:+4930609854180',
        'TEL;TYPE=CELL,VOICE:+491711234567',
        'CATEGORIES:VIP',
        'REV:20260101T000007Z',
        'END:VCARD',
        '',
      ].join('\r\n'),
    );
    const [card] = await read(lab.book('vcard', '?version=4.0&fax=1&format=national'));
    expect(card?.map(({ name, parameters, value }) => name + parameters + value)).toContain(
      'TEL;VALUE=uri;TYPE="cell,voice"tel:+491711234567',
    );
  });
  it('hostile names, read back', async () => {
    const people = HOSTILE_NAMES.map((name, at) =>
      person(at + 1, { name, organization: HOSTILE_NAMES[(at + 3) % HOSTILE_NAMES.length] }),
    );
    const lab = await startPhoneLab(people);
    for (const version of ['3.0', '4.0']) {
      const cards = await read(lab.book('vcard', `?version=${version}`));
      expect(cards).toHaveLength(people.length);
      const found = new Set(cards.map((card) => partsOf(value(card, 'FN')).join(';')));
      const missing = people
        .map(({ name }) => cleanName(name).slice(0, 100))
        .filter((name) => ![...found].some((one) => one.startsWith(name)));
      expect(missing).toEqual([]);
      for (const card of cards) expect(partsOf(value(card, 'N'))).toHaveLength(5);
    }
  });
  it('whatever is in the names, they come back', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 120 }).map(cleanName);
    fc.assert(
      fc.property(text, text, text, (first, last, organization) => {
        const written = createVcard('3.0').entry({
          id: 1,
          name: '',
          first,
          last,
          organization,
          vip: false,
          updatedAt: 0,
          numbers: [{ e164: '4930123456', dialled: '+4930123456', kind: 'work' }],
        });
        const [card] = readVcards(new TextEncoder().encode(written));
        expect(partsOf(value(card, 'N'))).toEqual([last, first, '', '', '']);
        expect(partsOf(value(card, 'ORG'))).toEqual([organization]);
      }),
    );
  });
});
