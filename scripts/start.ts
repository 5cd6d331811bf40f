/**
 * `npm start`: relay, and a sandbox Zammad unless OFFHOOK_ZAMMAD_URL names a real one.
 *
 *   --headless            no window            --demo   ring one call and end
 *   --screenshot FILE     picture of the ringing card (with --demo)
 */
import { parseArgs } from 'node:util';
import { launchHeaded, ringDemo } from './start/demo-browser.ts';
import { type StartedServers, startServers } from './start/servers.ts';
import { demoSteps } from './start/steps.ts';
import { ensureBrowsers, findBrowser } from './setup/browsers.ts';
import { buildIfStale, outputOf } from './setup/extension-build.ts';

const { values } = parseArgs({
  options: {
    headless: { type: 'boolean', default: false },
    demo: { type: 'boolean', default: false },
    screenshot: { type: 'string' },
  },
});
const display = Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);

let servers: StartedServers | undefined;
let stopping: Promise<void> | undefined;

/** A second Ctrl-C waits for the first. */
async function end(code: number): Promise<never> {
  stopping ??= servers?.stop() ?? Promise.resolve();
  await stopping;
  process.exit(code);
}

process.on('SIGINT', () => void end(0));
process.on('SIGTERM', () => void end(0));

try {
  for (const target of ['chrome', 'firefox'] as const) {
    if ((await buildIfStale(target)) === 'built')
      process.stdout.write(`${outputOf(target)} built\n`);
  }
  const missing = values.demo ? await ensureBrowsers(['chromium']) : [];
  servers = await startServers();
  process.stdout.write(demoSteps(servers));
  if (values.demo) {
    for (const remedy of missing) throw new Error(`the demo needs a browser: ${remedy}`);
    await ringDemo(servers, { headless: values.headless || !display, ...picture() });
    await end(0);
  }
  if (display && !values.headless && servers.sandboxUrl && findBrowser('chromium')) {
    await launchHeaded(servers);
  }
  const code = await servers.ended;
  if (stopping) await end(0);
  process.stderr.write(`a server ended by itself (${code}): see above\n`);
  await end(1);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  await end(1);
}

function picture(): { screenshot?: string } {
  return values.screenshot === undefined ? {} : { screenshot: values.screenshot };
}
