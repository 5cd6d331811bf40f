import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { contactSyncProblems, contactSyncSchema } from './config-contacts.ts';
import { plainMessage } from './config-file.ts';

const JOB = { id: 'cloud', target: 'sipgate', tokenId: 'token-1', token: 'sip-secret' };
function problems(change: object): string[] {
  const result = v.safeParse(contactSyncSchema, [{ ...JOB, ...change }]);
  return (result.issues ?? []).map((issue) => `${v.getDotPath(issue)}: ${plainMessage(issue)}`);
}

describe('contactSync in the configuration file', () => {
  it('little is needed, the rest has defaults', () => {
    expect(v.parse(contactSyncSchema, [JOB])).toEqual([
      {
        ...JOB,
        direction: 'push',
        every: 60,
        people: 'all',
        limits: { creates: 500, changes: 500, removals: 20 },
        createInZammad: false,
        enabled: true,
      },
    ]);
    expect(v.parse(contactSyncSchema, undefined)).toEqual([]);
  });
  it.each([
    [{ id: 'Cloud 1' }, '0.id: must be lower-case letters, digits and dashes'],
    [{ target: 'other' }, '0.target: must be sipgate or placetel'],
    [{ tokenId: undefined }, '0: needs "tokenId" beside "token"'],
    [{ token: 'with blank' }, '0.token: must be the token as it was shown'],
    [{ url: 'http://api.example' }, '0.url: must begin with https://'],
    [{ url: 'https://user@api.example' }, '0.url: must begin with https://'],
    [{ url: 'https://api.example?x=1' }, '0.url: must begin with https://'],
    [{ every: 1 }, '0.every: must be at least 5'],
    [{ people: 'some' }, '0.people: must be all, vip or organization:NAME'],
    [{ limits: { removals: 5_000 } }, '0.limits.removals: must be at most 1000'],
    [{ createInZammad: true }, '0: "createInZammad" needs the direction pull or both'],
    [
      { direction: 'pull', createInZammad: true, people: 'vip' },
      '0: "createInZammad" needs "people',
    ],
    [{ tokn: 'x' }, '0.tokn: is not a known setting'],
  ])('%j', (change, words) => {
    const found = problems(change);
    expect(found).toEqual([expect.stringContaining(words)]);
    expect(found.join()).not.toContain('sip-secret');
  });
  it('this machine may be reached without encryption', () => {
    expect(problems({ url: 'http://127.0.0.1:9/x/' })).toEqual([]);
  });
  it('needs Zammad with a service token, and ids of their own', () => {
    const jobs = v.parse(contactSyncSchema, [JOB, JOB]);
    const zammad = { url: 'https://zammad.example', token: 'service' };
    expect(contactSyncProblems(jobs, zammad)).toEqual([
      { path: 'contactSync.cloud', message: 'exists twice' },
    ]);
    expect(contactSyncProblems(jobs.slice(1), { url: zammad.url })).toEqual([
      {
        path: 'contactSync.cloud',
        message: 'needs zammad.url and zammad.token (the service token)',
      },
    ]);
  });
});
