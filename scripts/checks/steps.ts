/** What `npm test` does, in order. Cheap and telling steps first. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildRelay } from '../setup/relay-build.ts';
import { type BrowserName, ensureBrowsers, howToInstall } from '../setup/browsers.ts';
import { runCommand } from '../setup/command.ts';
import { buildIfStale, outputOf } from '../setup/extension-build.ts';
import { budgetProblems } from './budget.ts';
import { type Outcome, playwrightOutcome, vitestOutcome } from './outcome.ts';

export interface Step {
  name: string;
  /** For `--only` and `--without`. */
  group: 'check' | 'unit' | 'build' | 'e2e';
  run(): Promise<StepResult>;
}

export interface StepResult extends Outcome {
  /** Shown when the step failed. */
  output: string;
}

export const STEPS: Step[] = [
  command('format', 'check', 'prettier', ['--check', '--log-level', 'warn', '.']),
  step('types prepared', 'check', async () => run('wxt', ['prepare'])),
  command('lint', 'check', 'oxlint', ['--type-aware', '--quiet']),
  command('types', 'check', 'tsc', ['--noEmit']),
  step('unit, contract, repository', 'unit', unit),
  step('build chrome', 'build', () => built('chrome')),
  step('build firefox', 'build', () => built('firefox')),
  step('build relay', 'build', () => thrown(buildRelay())),
  step('size budget', 'build', async () => listed(budgetProblems())),
  command('web-ext lint', 'build', 'web-ext', [
    'lint',
    '--source-dir',
    outputOf('firefox'),
    '--self-hosted',
    '--no-config-discovery',
  ]),
  step('e2e Chromium', 'e2e', () => e2e('chromium')),
  step('e2e Firefox', 'e2e', () => e2e('firefox')),
  command('unused code (knip)', 'check', 'knip', ['--no-progress']),
];

function step(name: string, group: Step['group'], body: () => Promise<StepResult>): Step {
  return { name, group, run: body };
}

function command(name: string, group: Step['group'], bin: string, args: string[]): Step {
  return step(name, group, () => run(bin, args));
}

async function run(bin: string, args: string[]): Promise<StepResult> {
  const { code, output } = await runCommand(bin, args, {
    env: { NO_COLOR: '1' },
    timeoutMs: 300_000,
  });
  return one(code === 0, output);
}

function one(passed: boolean, output: string): StepResult {
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0, output };
}

function listed(problems: string[]): StepResult {
  return one(problems.length === 0, problems.join('\n'));
}

async function thrown(work: Promise<unknown>): Promise<StepResult> {
  try {
    await work;
    return one(true, '');
  } catch (error) {
    return one(false, error instanceof Error ? error.message : String(error));
  }
}

function built(target: 'chrome' | 'firefox'): Promise<StepResult> {
  return thrown(buildIfStale(target));
}

async function unit(): Promise<StepResult> {
  return reported('vitest.json', async (report) => {
    const { code } = await runCommand(
      'vitest',
      ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
      { stream: true, env: { NO_COLOR: '1' }, timeoutMs: 1_200_000 },
    );
    return { ...vitestOutcome(report, code), output: '' };
  });
}

async function e2e(name: BrowserName): Promise<StepResult> {
  if ((await ensureBrowsers([name])).length > 0) {
    return one(false, `${name} is not there: ${howToInstall(name)}`);
  }
  return reported('playwright.json', async (report) => {
    const { code } = await runCommand(
      'playwright',
      ['test', `--project=${name}`, '--reporter=list,json'],
      {
        stream: true,
        env: { NO_COLOR: '1', PLAYWRIGHT_JSON_OUTPUT_NAME: report },
        timeoutMs: 1_500_000,
      },
    );
    return { ...playwrightOutcome(report, code), output: '' };
  });
}

async function reported(
  name: string,
  body: (path: string) => Promise<StepResult>,
): Promise<StepResult> {
  const folder = mkdtempSync(join(tmpdir(), 'offhook-report-'));
  try {
    return await body(join(folder, name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
