import type { Answer } from '../../lib/core/card-actions.ts';

type Create = (
  id: string,
  options: { type: 'basic'; iconUrl: string; title: string; message: string },
) => Promise<string>;

/** A notification like that of a call, so that one sees whether the system lets it through. */
export async function showSample(
  create: Create,
  about: { title: string; message: string },
): Promise<Answer> {
  try {
    // No call has this id: a click on it leads nowhere.
    await create('offhook-sample', { type: 'basic', iconUrl: '/icon/128.png', ...about });
    return { ok: true, value: null };
  } catch {
    return { ok: false, code: 'diagnostics/notifications' };
  }
}
