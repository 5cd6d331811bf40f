/** The commands of `offhook`; each answers its exit code. */
import { connections } from './cli/connections.ts';
import { doctor } from './cli/doctor.ts';
import { serve } from './cli/serve.ts';
import { simulate } from './cli/simulate.ts';
import { usage } from './cli/usage.ts';

export async function main(args: string[]): Promise<number> {
  const [command = 'serve', ...rest] = args;
  switch (command) {
    case 'serve':
      return serve(process.env);
    case 'doctor':
      return doctor(process.env);
    case 'simulate':
      return simulate(rest, process.env);
    case 'connections':
      return connections(process.env);
    case 'help':
    case '--help':
    case '-h':
      return usage();
    default:
      return usage(command);
  }
}
