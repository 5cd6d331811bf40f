/** The commands of `offhook`; each answers its exit code. */
import { connections } from './cli/connections.ts';
import { doctor } from './cli/doctor.ts';
import { serve } from './cli/serve.ts';
import { simulate } from './cli/simulate.ts';

const USAGE = `offhook <command>

  serve                    run the relay
  doctor                   check configuration, database, Zammad, forwarding, clock, disk
  simulate [scenario]      ring a call through a running relay; without a scenario, list them
  connections              print the address each telephone system must send its events to

Settings come from OFFHOOK_… variables and the file named by OFFHOOK_CONFIG; see docs/admin-guide.md.`;

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
      console.log(USAGE);
      return 0;
    default:
      console.error(`There is no command "${command}".\n\n${USAGE}`);
      return 2;
  }
}
