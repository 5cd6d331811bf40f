/** The sidebar in Firefox, opened as a tab: history, missed board, and the strip in Zammad's page. */
import { IDA, strangersNumber } from '../harness/callers.ts';
import { expect, test } from '../harness/firefox-test.ts';

test('history and missed board follow what happens', async ({ panel, ring, offhook }) => {
  const { number, tail } = strangersNumber();
  await panel.click('tab-missed');
  for (let attempt = 0; attempt < 2; attempt++) {
    const call = await ring({ from: number });
    await call.hangup('cancel');
  }
  const missed = async () => (await panel.texts('missed-row')).filter((row) => row.includes(tail));
  await expect.poll(missed).toEqual([expect.stringMatching(/2 ×.*last/)]);
  const call = await ring({ from: number });
  await call.answer(offhook.me);
  await expect.poll(missed).toEqual([]);
  await call.hangup();
  await panel.click('tab-history');
  const row = await panel.get('history-row', tail);
  expect(await row.evaluate((each) => each.textContent)).toContain('Answered');
  await (await row.$('button'))!.click();
  await panel.within('call-detail').get('card', tail);
});

test('a ticket shows the calls with its customer', async ({ cards, ring, offhook }) => {
  const call = await ring({ from: IDA.number });
  await call.hangup('cancel');
  const ida = await offhook.api.person(IDA.name);
  const [ticket] = await offhook.api.ticketsOf(ida.id);
  await cards.page.evaluate((id) => {
    location.hash = `#ticket/zoom/${id}`;
  }, ticket!.id);
  await cards.get('strip-pill', 'missed');
});
