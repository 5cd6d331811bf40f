/** `npm run fix`: repairs what tools can repair. */
import { runCommand } from './setup/command.ts';

const lint = await runCommand('oxlint', ['--type-aware', '--fix', '--quiet'], { stream: true });
const format = await runCommand('prettier', ['--write', '--log-level', 'warn', '.'], {
  stream: true,
});
process.exitCode = lint.code || format.code;
