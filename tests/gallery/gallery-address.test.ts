import { describe, expect, it } from 'vitest';
import { readAddress, writeAddress } from './gallery-address.ts';
import { slugOf } from './gallery-part.ts';

describe('the address of a state', () => {
  it('comes back as it was written', () => {
    const address = {
      part: 'card',
      case: 'wrap-up',
      theme: 'dark',
      locale: 'de',
      width: '320',
      motion: 'reduce',
    } as const;
    expect(readAddress(writeAddress(address))).toEqual(address);
  });
  it.each(['', '?theme=pink&locale=fr&width=-1&motion=fast', '?part=%3Cscript%3E&theme=light'])(
    'what makes no sense is the first choice: %s',
    (search) => {
      const { theme, locale, width, motion } = readAddress(search);
      expect([theme, locale, width, motion]).toEqual(['light', 'en', 'own', 'full']);
    },
  );
  it('is short and readable', () => {
    const address = writeAddress(readAddress('?part=card&case=ringing'));
    expect(address).toBe('?part=card&case=ringing&theme=light&locale=en');
    expect(slugOf('missed: none, undo')).toBe('missed-none-undo');
  });
});
