/** `offhook numbers`: the number doctor. */
import { UsageError } from './arguments.ts';
import { batchesCommand } from './numbers/batches-command.ts';
import { fixCommand } from './numbers/fix-command.ts';
import { reportCommand } from './numbers/report-command.ts';
import { undoCommand } from './numbers/undo-command.ts';
import { runCommand } from './problems.ts';

const HELP = `offhook numbers [report] [--only KIND]… [--person ID]… [--all] [--json | --csv]
offhook numbers fix [--dry-run] [--only KIND]… [--person ID]… [--all] [--json]
offhook numbers fix --apply [--limit 50] [--only KIND]… [--person ID]… [--json]
offhook numbers undo BATCH [--json]
offhook numbers batches [--json]

Finds telephone numbers in Zammad that Zammad's own caller log misses, and others that are wrong;
writes them so that it finds them. Nothing is written without --apply.

  --only       missed, several (these two can be fixed), shared, impossible, unreadable, twice,
               look-alike
  --person     these people only, by their id in Zammad
  --all        every finding instead of samples
  --limit      at most so many people are written (50)
  --json       one JSON object per line, for programs; always everything
  --csv        a table for spreadsheets; always everything
  --token-env  the variable that holds the token, instead of OFFHOOK_ZAMMAD_TOKEN

The token needs ticket.agent. Agents and admins are reported and never written.
See docs/number-doctor.md.`;

const COMMANDS: Record<string, (args: string[], env: NodeJS.ProcessEnv) => Promise<number>> = {
  report: reportCommand,
  fix: fixCommand,
  undo: undoCommand,
  batches: batchesCommand,
};

export function numbers(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  return runCommand('numbers', () => {
    if (args.includes('--help') || args.includes('-h')) {
      console.log(HELP);
      return Promise.resolve(0);
    }
    const [first = 'report', ...rest] = args;
    if (first.startsWith('-')) return reportCommand(args, env);
    const command = Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : undefined;
    if (!command) {
      throw new UsageError(`"${first}" is none of ${Object.keys(COMMANDS).join(', ')}.`);
    }
    return command(rest, env);
  });
}
