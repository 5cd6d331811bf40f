import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';

interface AxeResult {
  violations: {
    id: string;
    help: string;
    nodes: { target: unknown[]; failureSummary?: string }[];
  }[];
}

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** One line per violation of WCAG 2.2 A and AA; `within` limits it to one element and its shadow root. */
export async function axeProblems(page: Page, within?: string): Promise<string[]> {
  await page.addScriptTag({ path: axePath }).catch(async () => {
    // A page whose content policy allows no foreign script: hand it over by the debugger.
    const { readFileSync } = await import('node:fs');
    await page.evaluate(readFileSync(axePath, 'utf8'));
  });
  const result = await page.evaluate(async (selector) => {
    // Colours of what still fades in are nobody's; what breathes for ever never ends.
    const roots = [
      document,
      ...Array.from(document.querySelectorAll('*'), (one) => one.shadowRoot),
    ];
    const fading = roots
      .flatMap((root) => root?.getAnimations() ?? [])
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
    await Promise.allSettled(fading.map(({ finished }) => finished));
    const scope = globalThis as unknown as {
      axe: { run(context: unknown, options: object): Promise<AxeResult> };
    };
    return scope.axe.run(selector ? document.querySelector(selector) : document, {
      // What is fine is not described node by node: that is most of the time it takes.
      resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
  }, within);
  return result.violations.flatMap((violation) =>
    violation.nodes.map(
      (node) =>
        `${violation.id}: ${JSON.stringify(node.target)} ${node.failureSummary ?? violation.help}`,
    ),
  );
}
