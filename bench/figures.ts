/** Percentiles, and the table that `npm run bench` prints. */
export interface Row {
  what: string;
  figure: string;
  /** The promise, where there is one. */
  wanted?: string;
  holds?: boolean;
}

/** Nearest rank; NaN for no values. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}

export function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}

/** `p50 1.0 ms  p95 2.0 ms …` */
export function spread(values: readonly number[], parts: readonly number[]): string {
  return parts.map((part) => `p${part * 100} ${ms(percentile(values, part))}`).join('  ');
}

export function table(rows: readonly Row[]): string {
  const wide = Math.max(...rows.map((row) => row.what.length));
  const figures = Math.max(...rows.map((row) => row.figure.length));
  return rows
    .map((row) => {
      const verdict = row.holds === undefined ? '' : row.holds ? 'ok' : 'MISSED';
      const line = `${row.what.padEnd(wide)}  ${row.figure.padEnd(figures)}  ${row.wanted ?? ''} ${verdict}`;
      return line.trimEnd();
    })
    .join('\n');
}
