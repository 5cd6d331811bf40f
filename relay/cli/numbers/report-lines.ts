/** The report for people: counts first, then samples. */
import { type Finding, type Kind, KIND_WORDS } from '../../numbers/finding.ts';
import type { Report } from '../../numbers/report.ts';
import type { Paint } from '../terminal.ts';
import { countWords, shownName, shownText } from './words.ts';

const SAMPLES = 5;

export function* reportLines(
  report: Report,
  kinds: readonly Kind[],
  options: { all: boolean; paint: Paint; display: (e164: string) => string },
): Generator<string> {
  const { store, people, organizations, inactive, numbers } = report;
  const counts = store.counts().filter(({ kind }) => kinds.includes(kind));
  const rest =
    inactive > 0 ? ` (${countWords(inactive, 'inactive one', 'inactive ones')} left out)` : '';
  const both = [
    countWords(people, 'person', 'people'),
    ...(organizations > 0 ? [countWords(organizations, 'organisation', 'organisations')] : []),
  ].join(' and ');
  yield `${both} with ${countWords(numbers, 'number', 'numbers')} looked at${rest}.`;
  yield '';
  if (counts.length === 0) {
    yield 'Nothing is wrong with them.';
    return;
  }
  for (const kind of kinds) {
    const row = counts.find((one) => one.kind === kind);
    const figures = `${pad(row?.findings ?? 0)}  in ${pad(row?.records ?? 0)}`;
    yield `  ${kind.padEnd(10)} ${figures}   ${KIND_WORDS[kind]}`;
  }
  for (const kind of kinds) {
    const total = counts.find((one) => one.kind === kind)?.findings ?? 0;
    if (total === 0) continue;
    yield '';
    yield options.paint('bold', `${kind}: ${KIND_WORDS[kind]}`);
    for (const finding of store.findings(kind, options.all ? undefined : SAMPLES)) {
      yield `  ${findingLine(finding, options.display)}`;
    }
    if (!options.all && total > SAMPLES) {
      yield `  … ${(total - SAMPLES).toLocaleString('en')} more: --only ${kind} --all`;
    }
  }
}

function findingLine(finding: Finding, display: (e164: string) => string): string {
  const { kind, person, organization, name = '', staff, field = '', text, number } = finding;
  if (kind === 'shared') {
    const people = (finding.people ?? []).map((one) => `#${one.id} ${shownName(one.name)}`);
    return `${display(number ?? '')}: ${finding.why}: ${people.slice(0, 5).join(', ')}${people.length > 5 ? ', …' : ''}`;
  }
  const who = `${person === undefined ? `organisation #${organization}` : `#${person}`} ${shownName(name)}`;
  const read = number === undefined ? '' : ` = ${display(number)}`;
  const zammad =
    kind === 'missed' ? `; Zammad reads ${finding.zammad.join(' and ') || 'nothing'}` : '';
  const shown = text === undefined ? '' : ` ${shownText(text)}`;
  return `${who}${staff ? ' [agent]' : ''}  ${field}${shown}${read}${zammad}: ${finding.why}`;
}

function pad(figure: number): string {
  return figure.toLocaleString('en').padStart(7);
}
