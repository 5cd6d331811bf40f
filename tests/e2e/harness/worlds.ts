/** The JavaScript worlds of a page, our isolated one among them, as the browser's debugger sees them. */
import type { Page } from '@playwright/test';

export interface World {
  name: string;
  /** Belongs to an extension called Offhook. */
  ours: boolean;
  /** Every value that a script of this world left on its global object, as text. */
  values: string;
  run(expression: string): Promise<string>;
}

/** Walks what is reachable from the global object, not into the DOM. */
const DUMP = `(() => {
  const seen = new Set();
  const out = [];
  const walk = (value, depth) => {
    if (typeof value === 'string') return void out.push(value);
    if (typeof value === 'function') return void out.push(String(value).slice(0, 200000));
    if (value === null || typeof value !== 'object' || depth > 6 || seen.has(value)) return;
    seen.add(value);
    if (typeof Node !== 'undefined' && value instanceof Node) return;
    if (value === globalThis.document || value === globalThis.parent) return;
    let keys = [];
    try { keys = Reflect.ownKeys(value); } catch { return; }
    for (const key of keys.slice(0, 5000)) {
      try { walk(value[key], depth + 1); } catch {}
    }
  };
  for (const key of Object.getOwnPropertyNames(globalThis)) {
    if (key === 'window' || key === 'self' || key === 'frames' || key === 'top') continue;
    try { walk(globalThis[key], 0); } catch {}
  }
  return out.join('\\n');
})()`;

export async function contentWorlds(page: Page): Promise<World[]> {
  const cdp = await page.context().newCDPSession(page);
  const contexts: { id: number; name: string; origin: string }[] = [];
  cdp.on('Runtime.executionContextCreated', ({ context }) => contexts.push(context));
  await cdp.send('Runtime.enable');
  const run = async (contextId: number, expression: string): Promise<string> => {
    const { result } = await cdp.send('Runtime.evaluate', {
      contextId,
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    return String(result.value);
  };
  const worlds: World[] = [];
  for (const context of contexts) {
    const name = context.name || context.origin;
    worlds.push({
      name,
      ours: context.origin.startsWith('chrome-extension://') || /offhook/i.test(context.name),
      values: await run(context.id, DUMP),
      run: (expression) => run(context.id, expression),
    });
  }
  return worlds;
}
