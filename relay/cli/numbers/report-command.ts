/** `offhook numbers report`: what is wrong with the numbers in Zammad. Reads only. */
import { loadConfig } from '../../config-load.ts';
import { makeReport, type Report } from '../../numbers/report.ts';
import type { Kind } from '../../numbers/finding.ts';
import { readArguments, UsageError } from '../arguments.ts';
import { printableJson } from '../printable.ts';
import { createPaint, interruption } from '../terminal.ts';
import { askingZammad, type NumbersAccess, openAccess } from './access.ts';
import { FLAG, readKinds, readPersons, TEXT, TEXTS } from './options.ts';
import { createProgress } from './progress.ts';
import { CSV_HEADER, csvLine } from './report-csv.ts';
import { reportLines } from './report-lines.ts';

export async function reportCommand(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { values } = readArguments(args, {
    only: TEXTS,
    person: TEXTS,
    all: FLAG,
    json: FLAG,
    csv: FLAG,
    'token-env': TEXT,
  });
  if (values.json && values.csv) throw new UsageError('Take --json or --csv, not both.');
  const kinds = readKinds(values.only);
  const ids = readPersons(values.person);
  const stop = interruption();
  const progress = createProgress();
  try {
    const access = openAccess(loadConfig(env), env, values['token-env'], stop.signal);
    const report = await askingZammad(() =>
      makeReport({ ...access, onProgress: progress.show }, ids),
    );
    progress.clear();
    if (stop.signal.aborted) return 130;
    try {
      for (const line of lines(report, kinds, access, values, env)) {
        await written(`${line}\n`);
      }
      if (ids.length > 0 && !values.json && !values.csv && kinds.includes('shared')) {
        console.error('Of single people it cannot be told who shares their numbers.');
      }
    } finally {
      report.store.close();
    }
    return 0;
  } finally {
    progress.clear();
    stop.release();
  }
}

function* lines(
  report: Report,
  kinds: readonly Kind[],
  { phone }: NumbersAccess,
  values: { all: boolean; json: boolean; csv: boolean },
  env: NodeJS.ProcessEnv,
): Generator<string> {
  if (!values.json && !values.csv) {
    yield* reportLines(report, kinds, {
      all: values.all,
      paint: createPaint(env),
      display: (e164) => phone.display(e164),
    });
    return;
  }
  const { store, ...figures } = report;
  const counts = store.counts().filter(({ kind }) => kinds.includes(kind));
  if (values.csv) yield CSV_HEADER;
  else yield printableJson({ type: 'summary', ...figures, counts });
  for (const kind of kinds) {
    for (const finding of store.findings(kind)) {
      yield values.csv ? csvLine(finding) : printableJson({ type: 'finding', ...finding });
    }
  }
}

/** Waits for a slow reader, so that nothing piles up in memory. */
function written(text: string): Promise<void> | undefined {
  if (process.stdout.write(text)) return undefined;
  return new Promise((resolve) => process.stdout.once('drain', () => resolve()));
}
