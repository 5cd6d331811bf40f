/** What a person sees and does in Firefox, by test ids: on Zammad's page (the cards) or a page of ours. */
import { type ElementHandle, type Page, TimeoutError } from 'puppeteer-core';

/** The first element of this test id that holds the text. */
interface Place {
  testId: string;
  text: string;
}

type Wanted = 'element' | 'text' | 'value';

export interface Screen {
  page: Page;
  /** The same screen, looked at through the first element that holds the text. */
  within(testId: string, text?: string): Screen;
  /** Waits for an element that is shown, holds the text and is not disabled. */
  get(testId: string, text?: string): Promise<ElementHandle<HTMLElement>>;
  click(testId: string, text?: string): Promise<void>;
  /** Replaces what stands in a field, key by key. */
  fill(testId: string, text: string): Promise<void>;
  /** Chooses the first option whose words contain the text. */
  choose(testId: string, text: string): Promise<void>;
  /** What the elements of this test id say now. */
  texts(testId: string): Promise<string[]>;
  /** Value of a field; undefined when it is not there. */
  value(testId: string): Promise<string | undefined>;
  /** Test id of what has the focus. */
  focused(): Promise<string | null | undefined>;
}

const WAIT_MS = 15_000;

/** The cards on Zammad's page. */
export const cardsOn = (page: Page): Screen => screenOf(page, 'offhook-cards');

/** @param host selector of the element whose shadow holds it all, on a page of somebody else */
export function screenOf(page: Page, host = '', places: Place[] = []): Screen {
  async function get(testId: string, text = ''): Promise<ElementHandle<HTMLElement>> {
    const path = [...places, { testId, text }];
    try {
      const options = { timeout: WAIT_MS, polling: 50 };
      const found = await page.waitForFunction(look, options, host, path, 'element' as Wanted);
      return found as ElementHandle<HTMLElement>;
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
      const where = path.map((place) => `${place.testId} "${place.text}"`).join(' > ');
      throw new Error(`not on screen: ${where}`);
    }
  }
  const read = async (testId: string, what: Wanted) =>
    (await page.evaluate(look, host, [...places, { testId, text: '' }], what)) as string[];
  return {
    page,
    get,
    within: (testId, text = '') => screenOf(page, host, [...places, { testId, text }]),
    click: async (testId, text) => (await get(testId, text)).click(),
    fill: async (testId, text) => {
      const field = await get(testId);
      await field.focus();
      const holds = await field.evaluate((input) => {
        (input as HTMLInputElement).select();
        return (input as HTMLInputElement).value !== '';
      });
      // In an empty field for tags it would take the tag before.
      if (holds) await page.keyboard.press('Backspace');
      await page.keyboard.type(text);
    },
    choose: async (testId, text) => {
      const select = await get(testId);
      const value = await page.waitForFunction(
        (element, words) =>
          [...(element as HTMLSelectElement).options].find((one) => one.text.includes(words))
            ?.value,
        { timeout: WAIT_MS, polling: 50 },
        select,
        text,
      );
      await select.select(String(await value.jsonValue()));
    },
    texts: (testId) => read(testId, 'text'),
    value: async (testId) => (await read(testId, 'value'))[0],
    focused: () =>
      page.evaluate((inside) => {
        const root = inside ? document.querySelector(inside)?.shadowRoot : document;
        return root?.activeElement?.getAttribute('data-testid');
      }, host),
  };
}

/** Runs in the page, so it stands alone: the element, or what all those of the last place say. */
function look(
  host: string,
  path: readonly Place[],
  what: Wanted,
): HTMLElement | string[] | undefined {
  let found: HTMLElement[] = [];
  let root: ParentNode | null | undefined = host
    ? document.querySelector(host)?.shadowRoot
    : document;
  for (const { testId, text } of path) {
    const all = root?.querySelectorAll<HTMLElement>(`[data-testid="${testId}"]`) ?? [];
    found = [...all].filter((each) => each.textContent.includes(text));
    root = found[0];
  }
  if (what === 'text') return found.map((each) => each.textContent);
  if (what === 'value') return found.map((each) => (each as HTMLInputElement).value);
  return found.find((each) => each.getClientRects().length > 0 && !each.matches(':disabled'));
}
