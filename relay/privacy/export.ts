/** Everything that is stored about a number, as one JSON text, a page at a time. Rule PV3; the form is in `docs/privacy.md`. */
import { PRIVACY_KINDS } from '../../lib/core/privacy.ts';
import type { Reports } from './report.ts';

export async function* exportJson(
  reports: Pick<Reports, 'places'>,
  digits: string,
  about: { at: number; retentionDays: number },
): AsyncGenerator<string> {
  const { subject, places } = await reports.places(digits);
  const head = {
    kind: 'offhook-privacy',
    version: 1,
    number: `+${digits}`,
    exportedAt: new Date(about.at).toISOString(),
    retentionDays: about.retentionDays,
  };
  yield JSON.stringify(head).slice(0, -1);
  const order = places.toSorted(
    (a, b) => PRIVACY_KINDS.indexOf(a.kind) - PRIVACY_KINDS.indexOf(b.kind),
  );
  for (const { kind, read } of order) {
    yield `,\n${JSON.stringify(kind)}:[`;
    let first = true;
    for await (const page of read(subject)) {
      for (const row of page) {
        yield `${first ? '\n' : ',\n'}${JSON.stringify(row)}`;
        first = false;
      }
    }
    yield ']';
  }
  yield '}\n';
}
