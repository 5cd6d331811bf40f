import { expect, it } from 'vitest';
import { PHONE } from './testing/doctor-bench.ts';
import { inTwoSteps } from './two-steps.ts';

const change = (after: string, field = 'phone') => ({ field, before: 'old', after });

it.each([
  ['+49 30 54000006', '+493054000006'],
  ['+49 381 4567-0', '+4938145670'],
  ['Büro: +49 30 54000006 (Tür 2)', 'Büro: +493054000006 (Tür 2)'],
  ['+49 30 54000006, +49 30 54000007', '+493054000006, +493054000007'],
])('ND15: %j by way of %j', (after, by) => {
  expect(inTwoSteps([change(after)], PHONE)).toEqual([
    [change(by)],
    [{ field: 'phone', before: by, after }],
  ]);
});

it.each(['+493054000006', '+49 30 54000006 0171 5550000'])(
  'ND15: %j in one, for want of another spelling that means the same',
  (after) => expect(inTwoSteps([change(after)], PHONE)).toEqual([[change(after)]]),
);
