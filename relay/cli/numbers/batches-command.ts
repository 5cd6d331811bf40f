/** `offhook numbers batches`: what was written, and what of it was put back. */
import { loadConfig } from '../../config-load.ts';
import { databaseFile, noDatabase, openJournal, readingError } from '../../journal/open-journal.ts';
import { type Batch, readBatches } from '../../numbers/batches.ts';
import { createAudit } from '../../store/audit.ts';
import { readArguments } from '../arguments.ts';
import { agoWords } from '../ago.ts';
import { printable, printableJson } from '../printable.ts';
import { FLAG } from './options.ts';

export async function batchesCommand(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { values } = readArguments(args, { json: FLAG });
  const url = loadConfig(env).databaseUrl;
  const opened = openJournal(url);
  if (!opened) throw noDatabase(url);
  try {
    const batches = await readBatches(createAudit({ db: opened.db, now: Date.now }));
    for (const batch of batches) {
      console.log(values.json ? printableJson({ type: 'batch', ...batch }) : line(batch));
    }
    if (batches.length === 0 && !values.json) console.error('No batch was written yet.');
    return 0;
  } catch (error) {
    throw readingError(error, databaseFile(url));
  } finally {
    await opened.close();
  }
}

function line({ id, at, entries }: Batch): string {
  const count = (holds: (entry: Batch['entries'][number]) => boolean) =>
    entries.filter(holds).length;
  const figures: [number, string][] = [
    [count(({ fix }) => fix === 'done'), 'changed'],
    [count(({ undo }) => undo === 'done'), 'put back'],
    [count(({ fix }) => fix === 'refused'), 'refused'],
    [count(({ fix }) => fix === 'not-written'), 'not written'],
    [count(({ fix, undo }) => fix === 'changed' || undo === 'changed'), 'changed by somebody else'],
    [count(({ fix, undo }) => fix === 'open' || undo === 'open'), 'without answer'],
  ];
  const words = figures.filter(([figure], at) => at === 0 || figure > 0);
  const list = words.map(([figure, word]) => `${figure} ${word}`).join(', ');
  return `${printable(id)}  ${agoWords(at, Date.now())}  ${list}`;
}
