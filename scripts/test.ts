/**
 * `npm test`: every check in order, all of them even when one fails.
 *
 *   --without e2e,…   leave groups out        --only build,e2e   run these groups alone
 *
 * The last line is `N passed, N failed`; a step that is no test runner counts as one test.
 */
import { parseArgs } from 'node:util';
import { STEPS, type Step } from './checks/steps.ts';

const { values } = parseArgs({
  options: { without: { type: 'string' }, only: { type: 'string' } },
});
const without = values.without?.split(',') ?? [];
const only = values.only?.split(',');

function wanted(step: Step): boolean {
  return !without.includes(step.group) && (only === undefined || only.includes(step.group));
}

const rows: string[] = [];
const total = { passed: 0, failed: 0, skipped: 0 };
const startedAt = Date.now();

for (const step of STEPS.filter(wanted)) {
  const stepAt = Date.now();
  process.stdout.write(`\n── ${step.name}\n`);
  const result = await step.run();
  if (result.failed > 0 && result.output) process.stdout.write(`${result.output.trim()}\n`);
  const seconds = ((Date.now() - stepAt) / 1000).toFixed(1).padStart(6);
  const counts = `${result.passed} passed, ${result.failed} failed${result.skipped ? `, ${result.skipped} skipped` : ''}`;
  rows.push(
    `${result.failed ? 'FAILED' : 'ok    '} ${seconds} s  ${step.name.padEnd(28)} ${counts}`,
  );
  process.stdout.write(`${rows.at(-1)}\n`);
  total.passed += result.passed;
  total.failed += result.failed;
  total.skipped += result.skipped;
}

process.stdout.write(`\n${rows.join('\n')}\n`);
process.stdout.write(`all in ${Math.round((Date.now() - startedAt) / 1000)} s`);
process.stdout.write(total.skipped ? `, ${total.skipped} skipped\n` : '\n');
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
