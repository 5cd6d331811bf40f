/** Asks the background as one of our own pages does, for what no surface shows or sets in one step. */
import type { Input, MethodName, Output, Result } from '../../../lib/rpc/contract.ts';
import type { ChromiumWithOffhook } from './chromium.ts';

/** A page of ours in either browser, as far as it is needed here. */
interface OwnPage {
  evaluate(run: (message: object) => Promise<string>, message: object): Promise<string>;
}

export async function askBackground<M extends MethodName>(
  browser: ChromiumWithOffhook,
  method: M,
  input: Input<M>,
): Promise<Output<M>> {
  const page = await browser.openPage('popup.html');
  try {
    return await askFrom(page, method, input);
  } finally {
    await page.close();
  }
}

/** The same from a page that is open already. */
export async function askFrom<M extends MethodName>(
  page: OwnPage,
  method: M,
  input: Input<M>,
): Promise<Output<M>> {
  // As text: Firefox cuts off what is nested deeply.
  const answer = await page.evaluate(
    async (message) => {
      const scope = globalThis as unknown as {
        chrome: { runtime: { sendMessage(message: object): Promise<unknown> } };
      };
      return JSON.stringify(await scope.chrome.runtime.sendMessage(message));
    },
    { offhook: 1, method, input },
  );
  const result = JSON.parse(answer) as Result<Output<M>>;
  if (!result.ok) throw new Error(`${method}: ${result.code}`);
  return result.value;
}
