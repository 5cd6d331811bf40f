/** Reads how many tests ran from the reports of the two test runners. */
import { existsSync, readFileSync } from 'node:fs';

export interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
}

/** A file that could not even be loaded has no tests in it and counts as one that failed. */
export function vitestOutcome(path: string, code: number): Outcome {
  const report = readReport<VitestReport>(path);
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  return honest(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests + broken,
      skipped: report.numPendingTests,
    },
    code,
  );
}

export function playwrightOutcome(path: string, code: number): Outcome {
  const report = readReport<PlaywrightReport>(path);
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  return honest({ passed: expected, failed: unexpected + flaky, skipped }, code);
}

/** A runner that failed without a failed test, or ran none at all, has not passed. */
function honest(outcome: Outcome, code: number): Outcome {
  const nothing = outcome.passed + outcome.failed === 0;
  if (outcome.failed === 0 && (code !== 0 || nothing)) return { ...outcome, failed: 1 };
  return outcome;
}

function readReport<T>(path: string): T | undefined {
  if (!existsSync(path)) return undefined;
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}
