import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

const never = ['**/node_modules/**', '.output/**', 'dist/**', 'tests/e2e/**'];
/** Rooms whose code may call extension APIs: they get WXT's fake browser. */
const extension = [
  'entrypoints/**/*.test.ts',
  'lib/{rpc,storage,state,i18n,relay-client,zammad-ui}/**/*.test.ts',
];

export default defineConfig({
  test: {
    // Real sockets, databases and property tests on two shared cores.
    testTimeout: 20_000,
    hookTimeout: 30_000,
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['**/*.test.ts'],
          exclude: [...never, ...extension],
        },
      },
      {
        plugins: [WxtVitest()],
        test: {
          name: 'extension',
          environment: 'node',
          include: extension,
          exclude: never,
          restoreMocks: true,
        },
      },
      {
        plugins: [WxtVitest()],
        test: {
          name: 'dom',
          environment: 'happy-dom',
          include: ['**/*.test.tsx'],
          exclude: never,
          restoreMocks: true,
          css: { modules: { classNameStrategy: 'non-scoped' } },
        },
      },
    ],
  },
});
