/** `npm run build`: the extension for both browsers in `.output`, the relay in `dist/relay`. */
import { relative } from 'node:path';
import { buildIfStale, outputOf } from './setup/extension-build.ts';
import { buildRelay } from './setup/relay-build.ts';
import { ROOT } from './setup/root.ts';

try {
  for (const target of ['chrome', 'firefox'] as const) {
    process.stdout.write(`${outputOf(target)}: ${await buildIfStale(target)}\n`);
  }
  process.stdout.write(`${relative(ROOT, await buildRelay())}: built\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
