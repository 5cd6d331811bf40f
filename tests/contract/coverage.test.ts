import { expect, it } from 'vitest';
import {
  HEADER_IGNORED,
  MATRIX_NOT_REPLAYED,
  NOT_REPLAYED,
  ROW_NOT_RECORDED,
  SHAPE_IGNORED,
} from './exceptions.ts';
import { fixture, recording, VERSIONS } from './recording.ts';

const INGRESS = ['ingress-generic', 'ingress-sipgate', 'ingress-placetel'];

it('every exception names a recorded exchange, and they stay few', () => {
  const agent = VERSIONS.flatMap((version) => [
    ...recording(version, 'agent-api'),
    ...recording(version, 'workspace-api'),
  ]);
  const calls = VERSIONS.flatMap((version) => INGRESS.flatMap((file) => recording(version, file)));
  const count = (exchanges: { name: string }[], exceptions: object) =>
    exchanges.filter(({ name }) => name in exceptions).length;

  expect({
    recorded: agent.length + calls.length,
    notReplayed: count(agent, NOT_REPLAYED),
    shapeIgnored: count(agent, SHAPE_IGNORED),
    headerIgnored: count(agent, HEADER_IGNORED),
    rowNotRecorded: count(calls, ROW_NOT_RECORDED),
  }).toEqual({
    recorded: 653,
    notReplayed: 2,
    shapeIgnored: 2,
    headerIgnored: 4,
    rowNotRecorded: 6,
  });
  const names = new Set([...agent, ...calls].map(({ name }) => name));
  for (const list of [NOT_REPLAYED, SHAPE_IGNORED, HEADER_IGNORED, ROW_NOT_RECORDED]) {
    for (const name of Object.keys(list)) expect(names).toContain(name);
  }
  const matrix = fixture<{ n: string }[]>('5.5/token-matrix.json').map((row) => row.n);
  for (const name of Object.keys(MATRIX_NOT_REPLAYED)) expect(matrix).toContain(name);
});
