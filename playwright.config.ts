import { defineConfig } from '@playwright/test';

/** The runner of both e2e suites; Firefox is driven by puppeteer-core inside its specs. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  fullyParallel: false,
  // Each worker has a stack and a browser of its own; most of the time a test waits.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  projects: [
    { name: 'chromium', testDir: 'tests/e2e/chromium' },
    { name: 'firefox', testDir: 'tests/e2e/firefox' },
  ],
});
