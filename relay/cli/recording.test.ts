import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../testing/temp-folder.ts';
import { bareRequest, readRecordingFile, readRequests } from './recording.ts';

const request = { method: 'POST', rest: '/in', body: 'event=newCall', headers: { A: 'b' } };

describe('SE18: recordings', () => {
  it('one request, a list, one per line: all the same', () => {
    const one = { about: 'x', request, events: [] };
    const read = readRequests(JSON.stringify(one));
    expect(read).toMatchObject([{ ...request, query: '', afterMs: undefined }]);
    expect(readRequests(JSON.stringify([one, one]))).toHaveLength(2);
    expect(readRequests(`${JSON.stringify(one)}\n\n${JSON.stringify(one)}\n`)).toHaveLength(2);
  });
  it('timing: as told, or by the times of the recording', () => {
    const told = readRequests(JSON.stringify([{ request }, { request, afterMs: 70 }]));
    expect(told?.map(({ afterMs }) => afterMs)).toEqual([undefined, 70]);
    const timed = [1_000, 1_500, 1_200].map((at) => ({ request, at }));
    expect(readRequests(JSON.stringify(timed))?.map(({ afterMs }) => afterMs)).toEqual([
      undefined,
      500,
      0,
    ]);
  });
  it('lines of "offhook events --json", refusals and forwards left out', () => {
    const lines = [
      { type: 'event', at: 1_000, raw: '?a=1\nevent=newCall' },
      { type: 'refused', at: 1_001, raw: 'x' },
      { type: 'zammad', at: 1_002 },
      { type: 'event', at: 3_000, raw: '?a=2' },
    ];
    expect(readRequests(lines.map((line) => JSON.stringify(line)).join('\n'))).toMatchObject([
      { method: 'POST', query: 'a=1', body: 'event=newCall' },
      { method: 'GET', query: 'a=2', body: '', afterMs: 2_000 },
    ]);
  });
  it.each([
    'event=newCall&callId=1',
    '{"event":"newCall"}',
    '<xml/>',
    '{"request":{"method":"DELETE"}}',
    '[]',
    '7',
    'null',
    '{"request":{"method":"POST"}}\nnot json',
  ])('no recording of requests: %s', (text) => {
    expect(readRequests(text)).toBeUndefined();
    expect(bareRequest(text)).toMatchObject({ method: 'POST', body: text });
  });
  it('never throws', () => {
    const any = fc.oneof(
      fc.string(),
      fc.json(),
      fc.jsonValue().map((v) => JSON.stringify([v])),
    );
    fc.assert(
      fc.property(any, (text) => {
        const read = readRequests(text);
        expect(read === undefined || read.length > 0).toBe(true);
      }),
    );
  });
  it('files that are none', () => {
    const folder = tempFolder();
    expect(() => readRecordingFile(`${folder}/none`)).toThrow(/cannot be read \(ENOENT\)/);
    expect(() => readRecordingFile(folder)).toThrow(/cannot be read \(EISDIR\)/);
    writeFileSync(`${folder}/empty`, '');
    expect(() => readRecordingFile(`${folder}/empty`)).toThrow(/is empty/);
  });
});
