/** Pictures for the documentation, taken by the tests that show the feature. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { ROOT } from '../../../scripts/setup/root.ts';

const FOLDER = join(ROOT, 'docs/pictures/rows');

/** Saves what the element looks like now as `slug`.png. Does nothing unless `OFFHOOK_PICTURES` is set. */
export async function picture(locator: Locator, slug: string): Promise<void> {
  if (!process.env['OFFHOOK_PICTURES']) return;
  mkdirSync(FOLDER, { recursive: true });
  await locator.screenshot({ path: join(FOLDER, `${slug}.png`), animations: 'disabled' });
}
