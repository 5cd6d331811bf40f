import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, read, repositoryPaths } from './source-files.ts';

/** GitHub's way of making an anchor out of a heading. */
function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[`*_]|\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .replace(/\s/g, '-');
}

function anchors(text: string): string[] {
  return [...text.matchAll(/^#{1,6}\s+(.+)$/gm)].map((match) => anchorOf(match[1]!));
}

const documents = repositoryPaths().filter(
  (path) => path.endsWith('.md') && !path.startsWith('tests/fixtures/'),
);

describe('documents', () => {
  it.each(documents)('%s: its links lead somewhere', (path) => {
    const text = read(path).replace(/```[\s\S]*?```/g, '');
    const broken = [...text.matchAll(/\]\(([^)\s]+)(?:\s"[^"]*")?\)|src="([^"]+)"/g)]
      .map((match) => (match[1] ?? match[2])!)
      .filter((link) => !/^(https?:|mailto:|tel:)/.test(link))
      .filter((link) => {
        const [file, anchor] = link.split('#') as [string, string?];
        const target = file === '' ? path : join(dirname(path), file);
        if (!existsSync(join(ROOT, target))) return true;
        return anchor !== undefined && !anchors(read(target)).includes(anchor);
      });
    expect(broken).toEqual([]);
  });
});
