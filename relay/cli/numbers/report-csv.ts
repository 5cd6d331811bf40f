/** The report as a table for spreadsheets. */
import type { Finding } from '../../numbers/finding.ts';

const COLUMNS = [
  'kind',
  'person',
  'organization',
  'name',
  'agent',
  'field',
  'text',
  'number',
  'zammad_reads',
  'why',
  'people',
] as const;

export const CSV_HEADER = COLUMNS.join(',');

export function csvLine(finding: Finding): string {
  const row: Record<(typeof COLUMNS)[number], string> = {
    kind: finding.kind,
    person: String(finding.person ?? ''),
    organization: String(finding.organization ?? ''),
    name: finding.name ?? '',
    agent: finding.staff ? 'yes' : '',
    field: finding.field ?? '',
    text: finding.text ?? '',
    number: finding.number ?? '',
    zammad_reads: finding.zammad.join(' '),
    why: finding.why,
    people: (finding.people ?? []).map(({ id, name }) => `#${id} ${name}`).join('; '),
  };
  return COLUMNS.map((column) => cell(row[column])).join(',');
}

/**
 * Quoted where needed. A text that a spreadsheet would run as a formula gets an apostrophe in front
 * (owasp.org, "CSV Injection"); one of digits and signs alone is only a number.
 */
function cell(text: string): string {
  const risky = /^[=+\-@\t\r]/.test(text) && !/^\+?[\d ()./-]*$/.test(text);
  const safe = risky ? `'${text}` : text;
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
