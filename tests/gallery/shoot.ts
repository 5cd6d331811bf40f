/**
 * Builds the gallery, takes a picture of every part in both themes and languages, and checks each
 * with axe: `node tests/gallery/shoot.ts [folder]`. Ends with 1 when axe finds anything.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';

const folder = path.resolve(process.argv[2] ?? 'dist/gallery-shots');
const configFile = path.join(import.meta.dirname, 'vite.config.ts');
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

interface Violation {
  id: string;
  help: string;
  nodes: { html: string; failureSummary?: string }[];
}

await build({ configFile, logLevel: 'error' });
const server = await preview({ configFile, preview: { port: 0, host: '127.0.0.1' } });
const address = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch({
  executablePath: process.env['OFFHOOK_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});

let found = 0;
for (const part of ['cards', 'folded', 'tray', 'pages'])
  for (const theme of ['light', 'dark'])
    for (const locale of ['en', 'de']) {
      const page = await browser.newPage({
        viewport: { width: 1660, height: 1000 },
        reducedMotion: 'reduce',
      });
      await page.goto(`${address}?part=${part}&theme=${theme}&locale=${locale}`);
      await page.locator('.caption').first().waitFor();
      await page.screenshot({
        path: path.join(folder, `${part}-${theme}-${locale}.png`),
        fullPage: true,
      });
      await page.addScriptTag({ path: axe });
      const violations = (await page.evaluate(async () => {
        const run = (
          globalThis as unknown as {
            axe: { run(context: unknown, options: unknown): Promise<{ violations: unknown }> };
          }
        ).axe;
        // One page shows many surfaces: what concerns whole documents does not apply.
        const off = [
          'landmark-one-main',
          'landmark-no-duplicate-main',
          'landmark-unique',
          'landmark-main-is-top-level',
          'page-has-heading-one',
          'region',
          'heading-order',
        ];
        const rules = Object.fromEntries(off.map((id) => [id, { enabled: false }]));
        return (await run.run(document, { rules })).violations;
      })) as Violation[];
      for (const { id, help, nodes } of violations) {
        found += nodes.length;
        process.stdout.write(`${part} ${theme} ${locale}: ${id}: ${help}\n`);
        for (const node of nodes.slice(0, 4))
          process.stdout.write(`   ${node.html.slice(0, 160)}\n   ${node.failureSummary ?? ''}\n`);
      }
      await page.close();
    }
await browser.close();
await server.close();
process.stdout.write(
  `pictures in ${folder}; axe: ${found === 0 ? 'nothing found' : `${found} places`}\n`,
);
process.exitCode = found === 0 ? 0 : 1;
