/** Bundles the relay into `dist/relay`, which runs by itself: `node dist/relay/offhook.mjs serve`. */
import { chmodSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from './root.ts';

/** The one package with machine code in it; it stays a package. */
const NATIVE = 'better-sqlite3';
const LAUNCHER = `#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(\`Node \${process.version} is too old for the relay: install Node 24 (22.12 at least)\\n\`);
  process.exit(1);
}
if ((process.argv[2] ?? 'serve') === 'serve') {
  const { keepHeapSmall } = await import('./small-heap.mjs');
  keepHeapSmall(process.env);
}
const { main } = await import('./main.mjs');
process.exitCode = await main(process.argv.slice(2));
`;

export async function buildRelay(): Promise<string> {
  const target = join(ROOT, 'dist/relay');
  rmSync(target, { recursive: true, force: true });
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true, external: [NATIVE], target: 'node' },
    build: {
      ssr: 'relay/main.ts',
      outDir: target,
      target: 'node22',
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'main.mjs', codeSplitting: false } },
    },
  });
  writeFileSync(join(target, 'offhook.mjs'), LAUNCHER);
  chmodSync(join(target, 'offhook.mjs'), 0o755);
  cpSync(join(ROOT, 'relay/small-heap.mjs'), join(target, 'small-heap.mjs'));
  cpSync(join(ROOT, 'node_modules', NATIVE), join(target, 'node_modules', NATIVE), {
    recursive: true,
    filter: (path) => !/[/\\](deps|src)([/\\]|$)/.test(path),
  });
  writeFileSync(join(target, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
  for (const file of ['LICENSE', 'README.md']) cpSync(join(ROOT, file), join(target, file));
  return target;
}

function manifest(): object {
  const own = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    version: string;
    license: string;
    dependencies: Record<string, string>;
  };
  return {
    name: 'offhook-relay',
    version: own.version,
    license: own.license,
    private: true,
    type: 'module',
    engines: { node: '>=22.12' },
    bin: { offhook: './offhook.mjs' },
    dependencies: { [NATIVE]: own.dependencies[NATIVE] },
  };
}
