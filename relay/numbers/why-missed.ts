/** Why Zammad's look-up misses a number, in words. */
import { ZAMMAD_LONGEST, ZAMMAD_SHORTEST, zammadDigits } from '../../lib/core/zammad-matcher.ts';

/** What breaks a number for Zammad, and what would mend it; the first that mends it alone is the reason. */
const BREAKERS: { found: RegExp; why: (sign: string) => string }[] = [
  { found: /\//g, why: () => 'the slash splits it' },
  { found: /\./g, why: () => 'the dot splits it' },
  { found: /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, why: () => 'a special blank splits it' },
  { found: /[\u200b-\u200f\u2060\ufeff]/g, why: () => 'an invisible character splits it' },
  { found: /\p{L}+/gu, why: () => 'letters split it' },
  { found: /[^\d \t\n\r\f\v\-(|)+]/gu, why: (sign) => `the character "${sign}" splits it` },
];
const OTHER_DIGITS = /(?![0-9])\p{Nd}/u;

/**
 * @param text one number as stored
 * @param e164 how Offhook reads it
 */
export function whyMissed(text: string, e164: string): string {
  if (OTHER_DIGITS.test(text))
    return 'its digits are of another script, which Zammad does not read';
  const broken = BREAKERS.filter(({ found }) => text.search(found) >= 0);
  const alone = broken.find(({ found }) => zammadDigits(text.replace(found, ' ')).includes(e164));
  const reason = alone ?? broken[0];
  const plain = BREAKERS.reduce((rest, { found }) => rest.replace(found, ' '), text);
  const deeper = zammadDigits(plain).includes(e164) ? undefined : withoutSigns(plain, e164);
  if (!reason) return deeper ?? 'Zammad reads another number';
  const sign = /./su.exec(text.match(reason.found)?.[0] ?? '')?.[0] ?? '';
  return deeper === undefined ? reason.why(sign) : `${reason.why(sign)}, and ${deeper}`;
}

/** Only signs that Zammad allows are left; it still reads something else. */
function withoutSigns(text: string, e164: string): string | undefined {
  const digits = text.replace(/\D/g, '');
  const plus = text.trimStart().startsWith('+') || digits.startsWith('00');
  if (digits.length < ZAMMAD_SHORTEST && text.trim().length < ZAMMAD_SHORTEST) {
    return `it has fewer than ${ZAMMAD_SHORTEST} digits`;
  }
  if (text.trim().length > ZAMMAD_LONGEST) return `Zammad cuts it at ${ZAMMAD_LONGEST} characters`;
  if (plus) {
    return digits.replace(/^00/, '') === e164
      ? undefined
      : 'a 0 stands between country code and area code';
  }
  if (digits.startsWith('0')) {
    return e164.startsWith('49')
      ? 'Zammad reads another number'
      : 'it has no country code, and Zammad takes such numbers for German ones (+49)';
  }
  return e164.startsWith('49') ? 'the area code is missing' : 'the country code is missing';
}
