import { describe, expect, it } from 'vitest';
import { read } from './source-files.ts';

interface Manifest {
  dependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

const manifest = JSON.parse(read('package.json')) as Manifest;
const lock = JSON.parse(read('package-lock.json')) as {
  packages: Record<string, Manifest & { resolved?: string; integrity?: string; link?: boolean }>;
};

describe('packages', () => {
  it('the lock file says the same as package.json', () => {
    const root = lock.packages['']!;
    expect(root.dependencies).toEqual(manifest.dependencies);
    expect(root.devDependencies).toEqual(manifest.devDependencies);
    expect(root.optionalDependencies).toEqual(manifest.optionalDependencies);
  });
  it('the lock file names no download address, and a checksum for each package', () => {
    const rows = Object.entries(lock.packages).filter(([path]) => path !== '');
    expect(rows.filter(([, entry]) => entry.resolved !== undefined).map(([path]) => path)).toEqual(
      [],
    );
    expect(
      rows.filter(([, entry]) => !entry.integrity && !entry.link).map(([path]) => path),
    ).toEqual([]);
  });
});
