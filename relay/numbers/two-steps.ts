/**
 * A change in two writes that come to the same. An idle Zammad 6.5 indexes a changed person right,
 * and some seconds later its background worker puts the old numbers back; the second change in a row
 * stays right (measured: always the first person of a run and nobody else; never on 5.5).
 */
import type { Phone } from '../../lib/core/phone.ts';
import { zammadDigits } from '../../lib/core/zammad-matcher.ts';
import { numbersOf } from './pieces.ts';
import type { FieldChange } from './proposal.ts';

/** @returns one step where there is no second spelling that means the same */
export function inTwoSteps(fields: readonly FieldChange[], phone: Phone): FieldChange[][] {
  const first = fields.map((one) => ({ ...one, after: withoutBlanks(one.after) }));
  const means = (text: string) => [...zammadDigits(text), ...numbersOf(text, phone)].join();
  const same = fields.every(({ after }) => means(after) === means(withoutBlanks(after)));
  const second = fields.flatMap(({ field, after }) => {
    const before = withoutBlanks(after);
    return before === after ? [] : [{ field, before, after }];
  });
  return same && second.length > 0 ? [first, second] : [[...fields]];
}

function withoutBlanks(text: string): string {
  return text.replace(/(?<=\d)[ -](?=\d)/g, '');
}
