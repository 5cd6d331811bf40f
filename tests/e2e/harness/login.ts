/** Opens Zammad in a tab and signs in by its web form where that is asked for. */
import type { Page } from '@playwright/test';
import type { TestAgent, Ui, ZammadTarget } from './target.ts';

export function pathOf(ui: Ui): string {
  return ui === 'legacy' ? '/' : '/desktop/';
}

/** Which UIs a run looks at, known before anything is started. */
export function uisOfRun(): Ui[] {
  if (!process.env['OFFHOOK_E2E_ZAMMAD_URL']) return ['legacy', 'desktop'];
  return [process.env['OFFHOOK_E2E_UI'] === 'desktop' ? 'desktop' : 'legacy'];
}

export const onSandbox = !process.env['OFFHOOK_E2E_ZAMMAD_URL'];

export async function openZammad(
  page: Page,
  url: string,
  ui: Ui,
  target: ZammadTarget,
  agent: TestAgent,
): Promise<void> {
  await page.goto(`${url}${pathOf(ui)}`);
  if (target.sandbox) return;
  if (ui === 'legacy') await loginLegacy(page, agent);
  else await loginDesktop(page, agent);
}

async function loginLegacy(page: Page, agent: TestAgent): Promise<void> {
  const form = page.locator('form#login, #login form');
  const inside = page.locator('#navigation .user-menu, #navigation .search');
  await form.or(inside.first()).first().waitFor();
  if (await form.isVisible()) {
    await form.locator('[name=username]').fill(agent.login);
    await form.locator('[name=password]').fill(agent.password ?? '');
    await form.locator('button[type=submit], button').first().click();
  }
  await inside.first().waitFor();
}

async function loginDesktop(page: Page, agent: TestAgent): Promise<void> {
  const name = page.locator('input[name=login]');
  const inside = page.locator('#main-sidebar');
  await name.or(inside).first().waitFor();
  if (await name.isVisible()) {
    await name.fill(agent.login);
    await page.locator('input[name=password]').fill(agent.password ?? '');
    await page.locator('button[type=submit]').click();
  }
  await inside.waitFor();
}
