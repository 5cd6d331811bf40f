/** `offhook numbers fix`: shows what would be written, or writes a batch. */
import { loadConfig } from '../../config-load.ts';
import type { FixableKind } from '../../numbers/finding.ts';
import { applyFix } from '../../numbers/fix.ts';
import { newBatchId } from '../../numbers/batch-id.ts';
import { plan } from '../../numbers/plan.ts';
import { createAudit } from '../../store/audit.ts';
import { openDatabase } from '../../store/database.ts';
import { readArguments, readWholeNumber, UsageError } from '../arguments.ts';
import { printableJson } from '../printable.ts';
import { interruption } from '../terminal.ts';
import { askingZammad, type NumbersAccess, openAccess } from './access.ts';
import { FLAG, readFixable, readPersons, TEXT, TEXTS } from './options.ts';
import { createWriteTeller } from './write-teller.ts';
import { changeLines, countWords, shownName } from './words.ts';

const SHOWN = 20;
const LIMIT = 50;

export async function fixCommand(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { values } = readArguments(args, {
    'dry-run': FLAG,
    apply: FLAG,
    limit: TEXT,
    only: TEXTS,
    person: TEXTS,
    all: FLAG,
    json: FLAG,
    'token-env': TEXT,
  });
  if (values.apply && values['dry-run']) {
    throw new UsageError('Take --dry-run or --apply, not both.');
  }
  if (values.limit !== undefined && !values.apply) {
    throw new UsageError('--limit is for --apply; a preview with --all shows everybody.');
  }
  const limit = readWholeNumber('--limit', values.limit ?? String(LIMIT), 1, 1_000);
  const kinds = readFixable(values.only);
  const ids = readPersons(values.person);
  const config = loadConfig(env);
  const stop = interruption();
  try {
    const access = openAccess(config, env, values['token-env'], stop.signal);
    if (!values.apply) {
      await askingZammad(() => preview(access, kinds, ids, values));
      return stop.signal.aborted ? 130 : 0;
    }
    const database = await openDatabase(config.databaseUrl);
    try {
      const audit = createAudit({ db: database.db, now: Date.now });
      const batch = newBatchId(Date.now());
      const teller = createWriteTeller(values.json, 'changed');
      const result = await askingZammad(() =>
        applyFix({ ...access, audit, tell: teller.tell }, batch, { kinds, ids, limit }),
      );
      teller.summary(result, batch);
      return result.stopped ? 1 : stop.signal.aborted ? 130 : 0;
    } finally {
      await database.close();
    }
  } finally {
    stop.release();
  }
}

async function preview(
  access: NumbersAccess,
  kinds: ReadonlySet<FixableKind>,
  ids: readonly number[],
  { all, json }: { all: boolean; json: boolean },
): Promise<void> {
  const count = { people: 0, fields: 0, staff: 0, left: 0 };
  let shown = 0;
  for await (const { user, name, staff, changes, left } of plan(access, kinds, ids)) {
    count.left += left.length;
    if (changes.length > 0 && staff) count.staff += 1;
    else if (changes.length > 0) count.people += 1;
    if (!staff) count.fields += changes.length;
    shown += 1;
    if (!json && !all && shown > SHOWN) continue;
    if (json) {
      console.log(printableJson({ type: 'proposal', person: user.id, name, staff, changes, left }));
      continue;
    }
    console.log(`#${user.id} ${shownName(name)}${staff ? ' [agent: not written]' : ''}`);
    for (const line of changeLines(changes)) console.log(line);
    for (const { field, why } of left) console.log(`    ${field}  left alone: ${why}`);
  }
  if (json) {
    console.log(printableJson({ type: 'summary', ...count }));
    return;
  }
  if (shown > SHOWN && !all) console.log(`… ${(shown - SHOWN).toLocaleString('en')} more: --all`);
  if (shown > 0) console.log('');
  console.log(
    `${countWords(count.people, 'person', 'people')}, ${countWords(count.fields, 'field', 'fields')} to write; ${countWords(count.left, 'field', 'fields')} left alone.`,
  );
  if (count.staff > 0) {
    console.log(
      `${countWords(count.staff, 'agent or admin is', 'agents and admins are')} shown but not written: correct them in Zammad.`,
    );
  }
  console.log('Nothing was written. To write the first 50: --apply');
}
