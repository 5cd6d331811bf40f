import { IDA, strangersNumber } from '../harness/callers.ts';
import { cardFor, cards, expectTickets, painted } from '../harness/cards.ts';
import { uisOfRun } from '../harness/login.ts';
import { expect, test } from '../harness/offhook-test.ts';
import { coveredControls } from '../harness/covered.ts';
import { createForm } from '../harness/zammad-page.ts';

for (const ui of uisOfRun()) {
  test.describe(`the card's manners on the ${ui} page`, () => {
    test('never takes the focus, and typing goes on where it was', async ({
      zammadTab,
      ring,
      offhook,
    }) => {
      const page = await zammadTab(ui);
      const form = createForm(page, ui);
      await form.openEmpty();
      await form.title.click();
      await page.keyboard.type('half a sen');
      const call = await ring({ from: IDA.number });
      await painted(cardFor(page, IDA.name));
      await page.keyboard.type('tence');
      await call.answer(offhook.me.name);
      await expect(cardFor(page, IDA.name)).toHaveAttribute('data-state', 'talking');
      await page.keyboard.type(', whole');
      await expect(form.title).toHaveValue('half a sentence, whole');
      await expect(form.title).toBeFocused();
    });

    test('keys typed in it never reach the page', async ({ zammadTab, ring }) => {
      const page = await zammadTab(ui);
      await ring({ from: IDA.number });
      const note = cardFor(page, IDA.name).getByTestId('note-text');
      await painted(cardFor(page, IDA.name));
      await page.evaluate(() => {
        const scope = globalThis as unknown as { heard: string[] };
        scope.heard = [];
        for (const type of ['keydown', 'keypress', 'keyup', 'input', 'beforeinput']) {
          document.addEventListener(type, (event) => scope.heard.push(event.type));
        }
      });
      const address = page.url();
      await note.click();
      await page.keyboard.type('abd CLOSE hosanu.dxri L W');
      await expect(note).toHaveValue('abd CLOSE hosanu.dxri L W');
      await page.keyboard.press('Control+Shift+D');
      expect(
        await page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard),
      ).toEqual([]);
      expect(page.url()).toBe(address);
    });

    test('covers no action of Zammad', async ({ zammadTab, ring }) => {
      const page = await zammadTab(ui);
      const form = createForm(page, ui);
      await form.openEmpty();
      await ring({ from: IDA.number });
      await expectTickets(cardFor(page, IDA.name));
      expect(await coveredControls(page, ui)).toEqual([]);
    });

    test('stays inside the window when many calls come', async ({ zammadTab, ring }) => {
      const page = await zammadTab(ui);
      await page.setViewportSize({ width: 1024, height: 700 });
      for (let index = 0; index < 5; index += 1) await ring({ from: strangersNumber().number });
      await expect(cards(page)).toHaveCount(5);
      const host = await page.evaluate(() => {
        const root = document.querySelector('offhook-cards')?.shadowRoot;
        const boxes = [...(root?.querySelectorAll('[data-testid=card]') ?? [])].map((card) =>
          card.getBoundingClientRect(),
        );
        return {
          right: Math.max(...boxes.map((box) => box.right)),
          bottom: Math.max(...boxes.map((box) => box.bottom)),
        };
      });
      expect(host.right).toBeLessThanOrEqual(1024);
      expect(host.bottom).toBeLessThanOrEqual(700 - 60);
    });
  });
}

test('follows theme and language of the page', async ({ zammadTab, ring }) => {
  const page = await zammadTab(uisOfRun()[0]!);
  await ring({ from: IDA.number });
  const card = cardFor(page, IDA.name);
  await painted(card);
  const background = () => card.evaluate((element) => getComputedStyle(element).backgroundColor);
  await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'light'));
  const light = await background();
  await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'));
  await expect.poll(background).not.toBe(light);
  await page.evaluate(() => document.documentElement.setAttribute('lang', 'de-de'));
  await expect(card).toContainText('Klingelt');
  await expect(card.getByTestId('new-ticket')).toContainText('Neues Ticket');
});
