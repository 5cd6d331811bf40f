/** The report that an agent copies into a mail. */
import {
  type DiagnosticsActions,
  DiagnosticsView,
} from '../../components/diagnostics/DiagnosticsView.tsx';
import type { DiagnosticRow } from '../../lib/core/diagnostics.ts';
import type { GalleryCase } from './gallery-part.ts';
import { refuse } from './idle-actions.ts';
import type { Deed } from './Played.tsx';

const healthy: DiagnosticRow[] = [
  { id: 'extension', state: 'info', value: '0.1.0' },
  { id: 'address', state: 'ok', value: 'ok, https://…' },
  { id: 'token', state: 'ok', value: '' },
  { id: 'live', state: 'ok', value: '' },
  { id: 'settings', state: 'info', value: 'sound=ring, links=2 of them' },
];
const ill: DiagnosticRow[] = [
  ...healthy.slice(0, 3),
  { id: 'zammadClock', state: 'warn', value: '+3 min', problem: 'diagnostics/clock' },
  { id: 'live', state: 'bad', value: 'failed, offline', problem: 'relay/unreachable' },
  { id: 'reconnects', state: 'warn', value: '12', problem: 'diagnostics/restless' },
  { id: 'outbox', state: 'warn', value: '2 (2 tried again)', problem: 'diagnostics/outbox' },
  ...healthy.slice(-1),
];
const text = ill.map(({ id, state, value }) => `${id}: ${state} ${value}`).join('\n');
const answer = (rows: DiagnosticRow[]) => async () => ({
  ok: true as const,
  value: { text, rows },
});

const report = (part: Partial<DiagnosticsActions>, deeds?: readonly Deed[]): GalleryCase => ({
  content: () => (
    <DiagnosticsView
      diagnose={answer(healthy)}
      copy={async () => ({ ok: true, value: null })}
      {...part}
    />
  ),
  ...(deeds && { deeds }),
});
const made: Deed[] = [{ click: 'diagnose' }];

export const diagnosticsCases: Record<string, GalleryCase> = {
  'before the report': report({}),
  'report is made': report({ diagnose: () => new Promise(() => {}) }, made),
  'nothing is wrong': report({}, [...made, { focus: 'copy-report' }]),
  'some things are wrong': report({ diagnose: answer(ill) }, [...made, { focus: 'copy-report' }]),
  copied: report({ diagnose: answer(ill) }, [...made, { click: 'copy-report' }]),
  'not copied': report({ copy: refuse('internal/unexpected') }, [
    ...made,
    { click: 'copy-report' },
  ]),
  'no report': report({ diagnose: refuse('internal/no-answer') }, made),
};
