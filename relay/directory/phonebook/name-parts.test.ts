import { describe, expect, it } from 'vitest';
import { asciiName, cutName } from './clean-name.ts';
import { listedName, nameParts } from './name-parts.ts';

describe('PB7: what is listed under which letter', () => {
  it.each([
    ['Nina Nord', 'Nord, Nina'],
    ['Anna Maria Nord', 'Nord, Anna Maria'],
    ['Ursula von der Leyen', 'von der Leyen, Ursula'],
    ['Ludwig van Beethoven', 'van Beethoven, Ludwig'],
    ['Juan de la Cruz', 'de la Cruz, Juan'],
    ['Martin King Jr.', 'King Jr., Martin'],
    ['Nord', 'Nord'],
    ['Von Nord', 'Nord, Von'],
    ['Nord GmbH', 'Nord GmbH'],
    ['Nord GmbH & Co. KG', 'Nord GmbH & Co. KG'],
    ['Autohaus Nord e.K.', 'Autohaus Nord e.K.'],
    ['Sportverein Nord e. V.', 'Sportverein Nord e. V.'],
    ['Müller & Söhne', 'Müller & Söhne'],
    ['nina@nord.example', 'nina@nord.example'],
    ['+49 30 609854180', '+49 30 609854180'],
    ['Empfang 2. Stock', 'Empfang 2. Stock'],
    ['Paula Agnes', 'Agnes, Paula'],
    ['Kim Se-hun', 'Se-hun, Kim'],
    ['', ''],
  ])('%j is %j', (name, listed) => {
    expect(listedName(nameParts(name), 'last')).toBe(listed);
  });
  it('first name first: as it is written', () => {
    expect(listedName(nameParts('Ursula von der Leyen'), 'first')).toBe('Ursula von der Leyen');
  });
});

describe('PB6: plain letters', () => {
  it.each([
    ['Jörg Müller', 'Joerg Mueller'],
    ['Ärzte ÄRZTE', 'Aerzte AERZTE'],
    ['Straße', 'Strasse'],
    ['Zoë Ångström', 'Zoe Aangstroem'],
    ['Łukasz Żółć', 'Lukasz Zolc'],
    ['O’Neil – „Café“', 'O\'Neil - "Cafe"'],
    ['Emoji 👩‍🚀 here', 'Emoji here'],
    ['שרה', ''],
    ['-', ''],
    ['!?', ''],
    ['ﬁnal ²', 'final 2'],
  ])('%s is %s', (name, plain) => expect(asciiName(name)).toBe(plain));
});

describe('PB5: cutting', () => {
  it.each([
    ['Nina Nord', 20, 'Nina Nord'],
    ['Nina Nord', 5, 'Nina'],
    ['👩‍🚀👩‍🚀', 9, '👩‍🚀'],
    ['👩‍🚀', 3, ''],
    ['e\u0301e\u0301', 3, 'e\u0301'],
  ])('%s to %i', (name, max, cut) => expect(cutName(name, max)).toBe(cut));
});
