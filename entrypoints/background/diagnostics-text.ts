import type { DiagnosticRow } from '../../lib/core/diagnostics.ts';

const MARK = { ok: 'ok  ', warn: 'WARN', bad: 'BAD ', info: '    ' } as const;

/** The report as plain text. English: it is read by whoever looks after the systems. */
export function reportText(rows: readonly DiagnosticRow[], now: number): string {
  const wide = Math.max(0, ...rows.map(({ id }) => id.length));
  const lines = rows.map(({ id, state, value, problem }) =>
    `${MARK[state]} ${id.padEnd(wide)}  ${value}${problem ? `  [${problem}]` : ''}`.trimEnd(),
  );
  return [`Offhook report, ${new Date(now).toISOString().slice(0, 16)}Z`, '', ...lines, ''].join(
    '\n',
  );
}
