/** The agent's workspace in Firefox: who it is, the note, what opens, and the keys. */
import type { Page } from 'puppeteer-core';
import { IDA, strangersNumber } from '../harness/callers.ts';
import type { Screen } from '../harness/firefox-screen.ts';
import { expect, test } from '../harness/firefox-test.ts';
import { uisOfRun } from '../harness/login.ts';
import { PAIR, SHIPYARD, newName, newcomer } from '../harness/more-people.ts';
import { all, onlyRules } from '../harness/opening.ts';

const ui = uisOfRun()[0]!;

/** Waits until somebody is named on the only card. */
const known = (cards: Screen, name: string) =>
  expect.poll(() => cards.texts('who')).toEqual([expect.stringContaining(name)]);
const reason = (cards: Screen) => expect.poll(() => cards.texts('reason'));

/** Opens the search of the card and waits for the answer to these words. */
async function search(cards: Screen, words: string): Promise<void> {
  await cards.click('search-person');
  await cards.fill('person-query', words);
  await cards.page.waitForSelector('offhook-cards >>> [data-testid=person-query][aria-busy=false]');
}

/** The keyboard goes to the card, as by its shortcut. */
async function enter(cards: Screen): Promise<void> {
  await (await cards.get('card')).focus();
  expect(await cards.focused()).toBe('card');
}

const folded = (cards: Screen) =>
  cards
    .get('card')
    .then((card) => card.evaluate((element) => element.getAttribute('data-folded') === 'true'));

test('Firefox: several people behind one number, picked by a digit', async ({ cards, ring }) => {
  await ring({ from: SHIPYARD.number });
  await expect.poll(() => cards.texts('candidate')).toHaveLength(SHIPYARD.people.length);
  const names = await cards.texts('candidate');
  const wanda = names.findIndex((text) => text.includes('Wanda Werft'));
  await enter(cards);
  await cards.page.keyboard.press(String(wanda + 1) as '1');
  await known(cards, 'Wanda Werft');
  expect(await cards.texts('candidate')).toEqual([]);
});

test('Firefox: "Not them" leaves the other one, and is taken back', async ({ cards, ring }) => {
  const [paula, paul] = PAIR.people;
  await ring({ from: PAIR.number });
  await expect.poll(() => cards.texts('candidate')).toHaveLength(2);
  const at = (await cards.texts('candidate')).findIndex((text) => text.includes(paul.name));
  const buttons = await cards.page.$$('offhook-cards >>> [data-testid=exclude]');
  await buttons[at]!.click();
  await known(cards, paula.name);
  await cards.get('excluded', paul.name);
  await cards.click('undo-exclude');
  await expect.poll(() => cards.texts('excluded')).toEqual([]);
  await expect.poll(() => cards.texts('candidate')).toHaveLength(2);
});

test('Firefox: a stranger is found by name and given the number; the next card knows them', async ({
  cards,
  ring,
  offhook,
}) => {
  const somebody = await newcomer(offhook.target, 'Tilda');
  const { number } = strangersNumber();
  const call = await ring({ from: number });
  await known(cards, 'Unknown caller');
  await search(cards, somebody.lastname);
  await cards.click('hit', somebody.name);
  await cards.click('attach');
  await known(cards, somebody.name);
  await reason(cards).toEqual(['✓ phone, exact']);
  expect((await offhook.api.person(somebody.name)).phone).toBe(`+${number}`);
  await call.hangup('cancel');
  await cards.click('dismiss');
  await expect.poll(() => cards.texts('card')).toEqual([]);
  await ring({ from: number });
  await known(cards, somebody.name);
  await reason(cards).toEqual(['✓ phone, exact']);
});

test('Firefox: a person is created, after the warning that somebody like them exists', async ({
  cards,
  ring,
  offhook,
}) => {
  const somebody = await newcomer(offhook.target, 'Nora');
  const { number } = strangersNumber();
  await ring({ from: number });
  await search(cards, somebody.name);
  await cards.click('new-person');
  await cards.get('firstname');
  expect(await cards.value('firstname')).toBe('Nora');
  expect(await cards.value('lastname')).toBe(somebody.lastname);
  await cards.click('create-person');
  await cards.get('similar', somebody.name);
  // The other one spells it differently.
  const lastname = newName();
  await cards.fill('lastname', lastname);
  await cards.choose('number-field', 'mobile');
  const before = offhook.zammad.requests.length;
  await cards.click('create-person');
  await known(cards, `Nora ${lastname}`);
  await reason(cards).toEqual(['✓ mobile, exact']);
  expect(await offhook.api.person(`Nora ${lastname}`)).toMatchObject({ mobile: `+${number}` });
  const created = offhook.zammad.requests
    .slice(before)
    .filter(({ method, path }) => method === 'POST' && path.endsWith('/users'));
  expect(created).toHaveLength(1);
});

test.describe('with choices of the agent', () => {
  test.afterEach(async ({ offhook }) => {
    await offhook.ask('settings.reset', {});
  });

  test('Firefox: a note with outcome, tags and follow-up goes once into an existing ticket', async ({
    cards,
    ring,
    offhook,
  }) => {
    await offhook.ask('settings.set', { outcomes: ['Solved', 'Wrong number'] });
    const ida = await offhook.api.person(IDA.name);
    const text = `Drive was off ${Date.now()}`;
    await ring({ from: IDA.number });
    await cards.get('open-ticket');
    await cards.fill('note-text', text);
    await cards.choose('note-target', 'Hook does not lift');
    await cards.click('note-more');
    await cards.choose('note-outcome', 'Solved');
    for (const [tag, key] of [
      ['crane-7', 'Enter'],
      ['drive', ','],
    ] as const) {
      await cards.fill('note-tag', tag);
      await cards.page.keyboard.press(key);
    }
    await cards.click('follow-up-preset');
    const wanted = (await cards.value('follow-up-at'))!;
    await cards.click('note-save');
    await cards.get('note-status', 'Note is in #');
    const [article, ...more] = await offhook.api.articlesWith(ida.id, text);
    expect(more).toEqual([]);
    expect(article).toMatchObject({ type: 'phone', body: expect.stringContaining('Solved') });
    await expect
      .poll(() => offhook.api.tags(article!.ticket_id))
      .toEqual(expect.arrayContaining(['crane-7', 'drive']));
    await expect
      .poll(async () => (await offhook.api.ticket(article!.ticket_id)).state)
      .toBe('pending reminder');
    const { pending_time } = await offhook.api.ticket(article!.ticket_id);
    const local = await cards.page.evaluate((at) => new Date(at).getTime(), wanted);
    expect(Date.parse(pending_time!)).toBe(local);
  });

  const legacy = ui === 'legacy' ? test : undefined;
  legacy?.(
    'Firefox: opens the profile on answer when idle, in the same page',
    async ({ cards, ring, offhook }) => {
      await offhook.ask('settings.set', onlyRules({ in: { answer: all('profile') } }));
      if (!offhook.target.sandbox) await handsOff(cards.page);
      const ida = await offhook.api.person(IDA.name);
      const loadedAt = await cards.page.evaluate(() => performance.timeOrigin);
      const call = await ring({ from: IDA.number });
      await cards.get('open-ticket');
      await call.answer(offhook.me);
      await expect
        .poll(() => address(cards.page), { timeout: 15_000 })
        .toMatch(new RegExp(`#user/profile/${ida.id}$`));
      expect(await cards.page.evaluate(() => performance.timeOrigin)).toBe(loadedAt);
    },
  );

  legacy?.(
    'Firefox: over an unsaved reply it only offers; a click opens',
    async ({ cards, ring, offhook }) => {
      await offhook.ask('settings.set', onlyRules({ in: { answer: all('profile') } }));
      const { page } = cards;
      const ida = await offhook.api.person(IDA.name);
      const [own] = await offhook.api.ticketsOf(ida.id);
      const reply = '.content.active form.article-add [data-name=body]';
      const show = (hash: string) => page.evaluate((to) => void (location.hash = to), hash);
      await show(`#ticket/zoom/${own!.id}`);
      await (await page.waitForSelector(reply))!.focus();
      await page.keyboard.type('My own unfinished reply');
      await handsOff(page);
      const call = await ring({ from: IDA.number });
      await cards.get('open-ticket');
      await call.answer(offhook.me);
      await cards.get('offer');
      expect(await address(page)).toContain(`#ticket/zoom/${own!.id}`);
      expect(await page.$eval(reply, (box) => box.textContent)).toContain(
        'My own unfinished reply',
      );
      await cards.click('offer-open');
      await expect.poll(() => address(page)).toContain(`#user/profile/${ida.id}`);
      await show(`#ticket/zoom/${own!.id}`);
      await page.waitForSelector(reply);
      expect(await page.$eval(reply, (box) => box.textContent)).toContain(
        'My own unfinished reply',
      );
    },
  );
});

test('Firefox: Esc folds the card and keeps the text', async ({ cards, ring }) => {
  await ring({ from: IDA.number });
  await cards.get('open-ticket');
  await enter(cards);
  await cards.page.keyboard.press('w');
  expect(await cards.focused()).toBe('note-text');
  await cards.page.keyboard.type('half a sen');
  await cards.page.keyboard.press('Escape');
  await expect.poll(() => folded(cards)).toBe(true);
  await (await cards.page.waitForSelector('offhook-cards >>> [data-unfold]'))!.click();
  await expect.poll(() => cards.value('note-text')).toBe('half a sen');
});

test('Firefox: keys typed in the card never reach Zammad', async ({ cards, ring }) => {
  const { page } = cards;
  await ring({ from: IDA.number });
  await cards.get('open-ticket');
  const heard = () => page.evaluate(() => document.documentElement.dataset['heard'] ?? '');
  await page.evaluate(() => {
    for (const type of ['keydown', 'keypress', 'keyup', 'input', 'beforeinput'])
      document.addEventListener(type, () => {
        document.documentElement.dataset['heard'] += `${type} `;
      });
  });
  const before = await address(page);
  await cards.click('note-text');
  await page.keyboard.type('abd CLOSE hosanu.dxri L W');
  expect(await cards.value('note-text')).toBe('abd CLOSE hosanu.dxri L W');
  await page.keyboard.down('Control');
  await page.keyboard.press('b');
  await page.keyboard.up('Control');
  expect(await heard()).toBe('');
  expect(await address(page)).toBe(before);
  // The listener does hear what is typed elsewhere.
  await page.evaluate(() => {
    const inside = document.activeElement?.shadowRoot?.activeElement;
    (inside as HTMLElement | undefined)?.blur();
  });
  await page.keyboard.press('Shift');
  await expect.poll(heard).toContain('keydown');
});

const address = (page: Page) => page.evaluate(() => location.href);

/** The rule counts somebody as typing for three seconds. */
async function handsOff(page: Page): Promise<void> {
  const from = Date.now();
  await expect.poll(() => Date.now() - from, { intervals: [500] }).toBeGreaterThan(3_200);
  expect(page.isClosed()).toBe(false);
}
