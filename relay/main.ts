/** The commands of `offhook`; each answers its exit code. */
import { audit } from './cli/audit.ts';
import { connections } from './cli/connections.ts';
import { contacts } from './cli/contacts.ts';
import { dialects } from './cli/dialects.ts';
import { directory } from './cli/directory.ts';
import { doctor } from './cli/doctor.ts';
import { events } from './cli/events.ts';
import { explain } from './cli/explain/explain.ts';
import { numbers } from './cli/numbers.ts';
import { privacy } from './cli/privacy.ts';
import { replay } from './cli/replay/replay.ts';
import { serve } from './cli/serve.ts';
import { simulate } from './cli/simulate.ts';
import { allowClosedPipes } from './cli/terminal.ts';
import { usage } from './cli/usage.ts';

export async function main(args: string[]): Promise<number> {
  const [command = 'serve', ...rest] = args;
  // A relay goes on when nobody reads what it prints; a look at the journal does not.
  if (command !== 'serve') allowClosedPipes();
  switch (command) {
    case 'serve':
      return serve(process.env, rest);
    case 'doctor':
      return doctor(process.env, rest);
    case 'events':
      return events(rest, process.env);
    case 'simulate':
      return simulate(rest, process.env);
    case 'connections':
      return connections(rest, process.env);
    case 'contacts':
      return contacts(rest, process.env);
    case 'directory':
      return directory(rest, process.env);
    case 'dialects':
      return dialects(rest, process.env);
    case 'explain':
      return explain(rest, process.env);
    case 'replay':
      return replay(rest, process.env);
    case 'numbers':
      return numbers(rest, process.env);
    case 'privacy':
      return privacy(rest, process.env);
    case 'audit':
      return audit(rest, process.env);
    case 'help':
    case '--help':
    case '-h':
      return usage();
    default:
      return usage(command);
  }
}
