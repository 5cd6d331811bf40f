/**
 * The commands of `offhook`; each answers its exit code. Only the one that is asked for is loaded:
 * nobody waits for the code of the others.
 */
import { allowClosedPipes } from './cli/terminal.ts';
import { usage } from './cli/usage.ts';

export async function main(args: string[]): Promise<number> {
  const [command = 'serve', ...rest] = args;
  // A relay goes on when nobody reads what it prints; a look at the journal does not.
  if (command !== 'serve') allowClosedPipes();
  switch (command) {
    case 'serve':
      return (await import('./cli/serve.ts')).serve(process.env, rest);
    case 'doctor':
      return (await import('./cli/doctor.ts')).doctor(process.env, rest);
    case 'events':
      return (await import('./cli/events.ts')).events(rest, process.env);
    case 'simulate':
      return (await import('./cli/simulate.ts')).simulate(rest, process.env);
    case 'connections':
      return (await import('./cli/connections.ts')).connections(rest, process.env);
    case 'contacts':
      return (await import('./cli/contacts.ts')).contacts(rest, process.env);
    case 'directory':
      return (await import('./cli/directory.ts')).directory(rest, process.env);
    case 'dialects':
      return (await import('./cli/dialects.ts')).dialects(rest, process.env);
    case 'explain':
      return (await import('./cli/explain/explain.ts')).explain(rest, process.env);
    case 'replay':
      return (await import('./cli/replay/replay.ts')).replay(rest, process.env);
    case 'numbers':
      return (await import('./cli/numbers.ts')).numbers(rest, process.env);
    case 'privacy':
      return (await import('./cli/privacy.ts')).privacy(rest, process.env);
    case 'audit':
      return (await import('./cli/audit.ts')).audit(rest, process.env);
    case 'help':
    case '--help':
    case '-h':
      return usage();
    default:
      return usage(command);
  }
}
