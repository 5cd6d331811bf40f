/** Serves the gallery on the loopback, at a port that is free. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, createServer, preview } from 'vite';

const configFile = join(import.meta.dirname, 'vite.config.ts');

export interface GalleryServer {
  /** With a slash at the end. */
  url: string;
  close: () => Promise<void>;
}

/** Follows the sources: what is changed is shown at once. */
export async function serveSources(): Promise<GalleryServer> {
  const server = await createServer({ configFile, server: { port: 0 }, logLevel: 'warn' });
  await server.listen();
  return { url: addressOf(server.resolvedUrls), close: () => server.close() };
}

/** Built once: quick to load many times, as tests and pictures do. Nothing of it is left afterwards. */
export async function withBuiltGallery<T>(work: (url: string) => Promise<T>): Promise<T> {
  const outDir = mkdtempSync(join(tmpdir(), 'offhook-gallery-'));
  await build({ configFile, logLevel: 'error', build: { outDir, emptyOutDir: true } });
  const server = await preview({
    configFile,
    logLevel: 'error',
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1' },
  });
  try {
    return await work(addressOf(server.resolvedUrls));
  } finally {
    await server.close();
    rmSync(outDir, { recursive: true, force: true });
  }
}

function addressOf(urls: { local: string[] } | null): string {
  const [url] = urls?.local ?? [];
  if (url === undefined) throw new Error('the gallery could not be served');
  return url;
}
