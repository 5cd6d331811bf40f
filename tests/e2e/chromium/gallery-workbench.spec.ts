/** The gallery as a person walks through it: navigation, switches, addresses, by keyboard alone. */
import type { Page } from '@playwright/test';
import { expect, test } from '../harness/gallery-test.ts';

const nav = (page: Page) => page.getByRole('navigation', { name: 'Components' });
const state = (page: Page) => page.frameLocator('iframe');

test('every state has an address that shows it alone', async ({ gallery, sheet }) => {
  await sheet.goto(`${gallery.url}?part=card&case=wrap-up&theme=dark&locale=de`);
  await expect(sheet.getByRole('heading', { name: 'Card: wrap-up' })).toBeVisible();
  await expect(state(sheet).getByTestId('card')).toHaveCount(1);
  await expect(state(sheet).getByTestId('card')).toContainText('Beendet');
  await expect(state(sheet).locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(nav(sheet).getByRole('link', { name: 'wrap-up' })).toHaveAttribute(
    'aria-current',
    'page',
  );
});

test('found and opened by keyboard; Back leads back', async ({ gallery, sheet }) => {
  await sheet.goto(gallery.url);
  await sheet.bringToFront();
  // Before it is drawn there is nothing to step to.
  await expect(sheet.getByRole('searchbox')).toBeVisible();
  await sheet.keyboard.press('Tab');
  await expect(sheet.getByRole('link', { name: 'To the state' })).toBeFocused();
  await sheet.keyboard.press('Tab');
  await expect(sheet.getByRole('searchbox')).toBeFocused();
  await sheet.keyboard.type('nobody waits');
  await sheet.keyboard.press('Tab');
  await sheet.keyboard.press('ArrowDown');
  await sheet.keyboard.press('Enter');
  await expect(sheet).toHaveURL(/part=panel-missed&case=nobody-waits/);
  await expect(state(sheet).getByTestId('nothing')).toBeVisible();
  await sheet.goBack();
  await expect(state(sheet).getByTestId('card').first()).toBeVisible();
});

test('theme, language, width and motion are switched by keyboard', async ({ gallery, sheet }) => {
  await sheet.goto(`${gallery.url}?part=card&case=ringing`);
  const card = state(sheet).getByTestId('card');
  await expect(card).toBeVisible();
  const choose = async (group: string, key = 'ArrowRight') => {
    const radios = sheet.getByRole('group', { name: group }).getByRole('radio', { checked: true });
    await radios.focus();
    await sheet.keyboard.press(key);
  };
  await choose('Theme');
  await expect(state(sheet).locator('html')).toHaveAttribute('data-theme', 'dark');
  await choose('Language');
  await expect(card).toContainText('Klingelt');
  await choose('Width');
  await expect.poll(() => sheet.locator('iframe').evaluate((frame) => frame.clientWidth)).toBe(320);
  const animation = () => card.evaluate((element) => getComputedStyle(element).animationName);
  await sheet.emulateMedia({ reducedMotion: 'no-preference' });
  await expect.poll(animation).not.toBe('none');
  await choose('Motion');
  await expect.poll(animation).toBe('none');
  await expect(sheet).toHaveURL(/theme=dark&locale=de&width=320&motion=reduce/);
});
