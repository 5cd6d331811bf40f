/** What `offhook` can do. */
const USAGE = `offhook <command>

  serve                    run the relay
  doctor                   check configuration, database, Zammad, forwarding, clock, disk
  simulate [scenario]      ring a call through a running relay; without a scenario, list them
  connections              print the address each telephone system must send its events to

Settings come from OFFHOOK_… variables and the file named by OFFHOOK_CONFIG; see docs/admin-guide.md.`;

/** @param unknown a command that does not exist */
export function usage(unknown?: string): number {
  if (unknown === undefined) {
    console.log(USAGE);
    return 0;
  }
  console.error(`There is no command "${unknown}".\n\n${USAGE}`);
  return 2;
}
