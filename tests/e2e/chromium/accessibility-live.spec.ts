/** What is said aloud on Zammad's page, each change once; and no motion for those who want none. */
import type { Page } from '@playwright/test';
import { IDA } from '../harness/callers.ts';
import { cardFor, expectState, expectTickets, painted } from '../harness/cards.ts';
import { uisOfRun } from '../harness/login.ts';
import { newText, sentTo, write } from '../harness/notes.ts';
import { expect, test } from '../harness/offhook-test.ts';

const TITLE = 'i18n / accessibility: Screen-reader names, reduced motion';

/** Writes down every change of the live region, as a screen reader notices it. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  const said = await page.locator('offhook-cards').evaluateHandle((host) => {
    const region = host.shadowRoot!.querySelector('[data-testid="announcer"]')!;
    const heard: string[] = [];
    const hear = () => region.textContent !== '' && heard.push(region.textContent);
    new MutationObserver(hear).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    return heard;
  });
  return () => said.jsonValue();
}

for (const ui of uisOfRun()) {
  test(`${TITLE}: every change of a call is said once (${ui})`, async ({
    zammadTab,
    ring,
    offhook,
  }) => {
    const page = await zammadTab(ui);
    const heard = await listen(page);
    const call = await ring({ from: IDA.number });
    const card = cardFor(page, IDA.name);
    await expectTickets(card);
    await expect.poll(heard).toEqual([expect.stringMatching(/^Call from Ida Plus/)]);
    await call.answer(offhook.me.name);
    await expectState(card, 'talking');
    const talking = [expect.stringMatching(/^Call from/), 'Talking with Ida Plus'];
    await expect.poll(heard).toEqual(talking);
    await call.hangup();
    await expectState(card, 'ended');
    await write(card, newText('Said once'));
    await card.getByTestId('note-save').click();
    await sentTo(card);
    await expect.poll(heard).toEqual([...talking, expect.stringMatching(/^Note is in #\d+$/)]);
  });

  test(`${TITLE}: nothing moves for those who want no motion (${ui})`, async ({
    zammadTab,
    ring,
  }) => {
    const page = await zammadTab(ui);
    const call = await ring({ from: IDA.number });
    const card = cardFor(page, IDA.name);
    await painted(card);
    const moving = () =>
      card.evaluate((element) =>
        [element, ...element.querySelectorAll('*')]
          .map((each) => getComputedStyle(each))
          .filter((style) => style.animationName !== 'none' || style.transitionDuration !== '0s')
          .map((style) => style.animationName),
      );
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    expect(await moving()).not.toEqual([]);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await moving()).toEqual([]);
    await call.hangup();
  });
}
