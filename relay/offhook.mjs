#!/usr/bin/env node
// Entry of the `offhook` command. TypeScript runs directly on Node 22.18 and newer; an older Node
// hands over to the one that was installed with the package.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const [major, minor] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 18)) {
  if (process.channel) {
    // The older Node that started us is gone: nobody would stop us any more.
    process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
    process.channel.unref();
  }
  // Compiled once, not at each start; it lies in the machine's folder for temporary files.
  module.enableCompileCache?.();
  if ((process.argv[2] ?? 'serve') === 'serve') {
    const { keepHeapSmall } = await import('./small-heap.mjs');
    keepHeapSmall(process.env);
  }
  const { main } = await import('./main.ts');
  process.exitCode = await main(process.argv.slice(2));
} else {
  const newer = join(here, '..', 'node_modules', '.bin', 'node');
  if (!existsSync(newer)) {
    process.stderr.write(
      `Offhook needs Node 22.18 or newer; this is ${process.versions.node}. Install Node 24 LTS, or run "npm install" here, which brings one along on Linux.\n`,
    );
    process.exit(1);
  }
  const child = spawn(newer, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
