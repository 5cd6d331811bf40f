/** What `offhook` can do. */
const USAGE = `offhook <command>

  serve                    run the relay
  doctor                   check configuration, database, telephone systems, Zammad, clock, disk
  connections              each telephone system: its address, what it can do, how it stands
  contacts [status|sync]   contacts kept alike with the telephone system: state, dry run, conflicts
  directory                Zammad's people in the relay: how many, how far, what is wrong
  dialects                 every telephone system that is understood, and its page
  events [--follow]        the journal: what came, what it meant, what was answered and forwarded
  simulate [scenario|file] ring calls through a running relay; without a scenario, list them
  explain <file>           what the relay would make of a recording; nothing is sent or stored
  replay                   a range of the journal again, into another database or a test relay
  privacy <number>         what is stored about a number; --export, --erase
  audit                    who looked up which number, and what was changed in other systems
  numbers [fix|undo]       numbers in Zammad that its own caller log misses; mends them in batches

"offhook <command> --help" says more. Settings come from OFFHOOK_… variables and the file named by
OFFHOOK_CONFIG; see docs/admin-guide.md and docs/seeing-inside.md.`;

/** @param unknown a command that does not exist */
export function usage(unknown?: string): number {
  if (unknown === undefined) {
    console.log(USAGE);
    return 0;
  }
  console.error(`There is no command "${unknown}".\n\n${USAGE}`);
  return 2;
}
