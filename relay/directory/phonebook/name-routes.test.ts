import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createAgentSide } from '../../agent-side.ts';
import type { RelayConfig } from '../../config.ts';
import { NO_PHONEBOOK } from '../../config-phonebook.ts';
import { type FakeZammad, startFakeZammad } from '../../hub/testing/fake-zammad.ts';
import { startRelay } from '../../start-relay.ts';
import { createLog } from '../../telemetry/log.ts';
import { readXml } from '../../testing/read-xml.ts';
import { tempFolder } from '../../testing/temp-folder.ts';
import { SECRET as MAIN, storedCalls, testConfig } from '../../testing/test-relay.ts';
import { person, startPhoneLab } from './testing/phone-lab.ts';

const NUMBER = '030 609854180';

let zammad: FakeZammad;
beforeEach(async () => {
  zammad = await startFakeZammad();
  zammad.tokens.set('service', { id: 1, login: 'service' });
});
afterEach(() => zammad.close());

/** A whole relay with its directory, as `offhook serve` starts one. */
async function startWhole(changes: Partial<RelayConfig> = {}) {
  const lines: string[] = [];
  const databaseUrl = `sqlite:${tempFolder()}/offhook.db`;
  const connection = { dialect: 'generic', enabled: true, options: {} };
  const relay = await startRelay({
    config: testConfig({
      databaseUrl,
      zammad: { url: zammad.url, token: 'service' },
      phonebook: { ...NO_PHONEBOOK, secret: 'book-secret' },
      areaCode: '30',
      connections: [
        { ...connection, id: 'main', secret: MAIN },
        { ...connection, id: 'off', secret: 'off-secret', enabled: false },
        { ...connection, id: 'zero', secret: 'zero-secret', numbers: { outsideLine: '0' } },
        {
          ...connection,
          id: 'crm',
          dialect: 'threecx-crm',
          secret: 'crm-secret',
          options: { names: true },
        },
      ],
      ...changes,
    }),
    log: createLog('debug', { write: (line: string) => void lines.push(line) }),
    createAgentSide: (deps) =>
      createAgentSide({
        ...deps,
        tuning: { sync: { changesMs: 100, sweepMs: 5, restMs: 50, firstRetryMs: 50 } },
      }),
  });
  onTestFinished(() => relay.close());
  const name = async (number: string, more = '', connectionPath = `main/${MAIN}`) => {
    const query = `number=${encodeURIComponent(number)}${more}`;
    const answer = await fetch(`${relay.url}/pbx/${connectionPath}/name?${query}`);
    return { status: answer.status, text: await answer.text() };
  };
  const until = async (holds: () => Promise<boolean>) => {
    const end = Date.now() + 20_000;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error(`never happened: ${lines.slice(-5).join('')}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { relay, databaseUrl, name, until, logged: () => lines.join('') };
}

const NINA = { id: 7, firstname: 'Nina', lastname: 'Nörd', phone: '+49 (0)30 609854-180' };

describe('PB20: who may ask, and what is no number', () => {
  it('secret, other connection, switched off, unknown, withheld', async () => {
    zammad.people = [NINA];
    const { name, until, logged } = await startWhole();
    await until(async () => (await name(NUMBER)).text === 'Nina Nörd');
    // No word of it: systems that look at no status would show it as the caller.
    expect(await name(NUMBER, '', 'main/wrong')).toEqual({ status: 401, text: '' });
    expect(await name(NUMBER, '', `off/${MAIN}`)).toEqual({ status: 401, text: '' });
    expect(await name(NUMBER, '', 'off/off-secret')).toEqual({ status: 404, text: '' });
    expect((await name(NUMBER, '&format=json', 'main/wrong')).text).toContain('error');
    for (const number of [
      '',
      'anonymous',
      '23',
      '+49301',
      'Nina',
      '0'.repeat(300),
      '030 1111111',
    ]) {
      expect(await name(number)).toEqual({ status: 200, text: '' });
      expect(await name(number, '&guess=1')).toEqual({ status: 200, text: '' });
    }
    expect(await name(`${'x'.repeat(2000)}`)).toEqual({ status: 200, text: '' });
    expect(logged()).not.toMatch(/609854180|Nina|Nörd|test-secret|off-secret/);
  });
});

describe('PB21: any spelling', () => {
  it('all of them are the same person', async () => {
    zammad.people = [NINA];
    const { name, until } = await startWhole();
    await until(async () => (await name(NUMBER)).text === 'Nina Nörd');
    const spellings = [
      '030609854180',
      '+4930609854180',
      ' 4930609854180',
      '004930609854180',
      '4930609854180',
      '+49 (0)30 / 609 854-180',
      'sip:+4930609854180@pbx.example',
      '"Somebody" <030609854180>',
    ];
    const names = await Promise.all(spellings.map(async (one) => (await name(one)).text));
    expect(names).toEqual(spellings.map(() => 'Nina Nörd'));
  });
  it('as the connection writes them: behind its digit for the outside line', async () => {
    zammad.people = [NINA];
    const { name, until } = await startWhole();
    await until(async () => (await name('0030609854180', '', 'zero/zero-secret')).text !== '');
  });
});

describe('PB25: the forms of an answer', () => {
  it('text, JSON, XML; nothing in front of or behind a name', async () => {
    const lab = await startPhoneLab();
    lab.matches.set('4930609854180', [
      {
        userId: 7,
        name: 'Nina <Nörd> & Co',
        organization: 'Acme',
        reason: { kind: 'exact', detail: 'phone' },
        weight: 100,
      },
    ]);
    const ask = (query: string, accept = '*/*') =>
      fetch(`${lab.url}/pbx/main/main-secret/name?number=${encodeURIComponent(NUMBER)}${query}`, {
        headers: { accept },
      });
    const text = await ask('');
    expect(text.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(text.headers.get('cache-control')).toBe('no-store');
    expect(Buffer.from(await text.arrayBuffer()).toString('latin1')).toBe(
      'Nina <N\u00c3\u00b6rd> & Co',
    );
    const json = {
      name: 'Nina <Nörd> & Co',
      number: '+4930609854180',
      organization: 'Acme',
      userId: 7,
      sure: true,
    };
    expect(await (await ask('', 'application/json')).json()).toEqual(json);
    expect(await (await ask('&format=json')).json()).toEqual(json);
    expect(await (await ask('&format=text', 'application/json')).text()).toBe('Nina <Nörd> & Co');
    expect(readXml(await (await ask('&format=xml')).text())).toMatchObject({
      name: 'caller',
      attributes: { number: '+4930609854180', sure: 'true' },
      children: [{ name: 'name', children: ['Nina <Nörd> & Co'] }],
    });
    const unknown = `${lab.url}/pbx/main/main-secret/name?number=anonymous&format=`;
    expect(await (await fetch(`${unknown}json`)).json()).toEqual({ name: '', sure: false });
    expect(readXml(await (await fetch(`${unknown}xml`)).text()).attributes).toEqual({
      sure: 'false',
    });
    expect(await (await ask('&ascii=1&max=12&organization=1')).text()).toBe('Nina <Noerd>');
  });
});

describe('PB26: while a sync lands', () => {
  it('true at each moment: unknown, known, renamed, gone; each answer one of them', async () => {
    zammad.people = Array.from({ length: 40 }, (_, at) => ({
      id: at + 100,
      phone: `0301${at}00000`,
    }));
    const { name, until, relay } = await startWhole();
    expect((await name(NUMBER)).text).toBe('');
    zammad.people.push(NINA);
    const seen: string[] = [];
    await until(async () => seen.push((await name(NUMBER)).text) > 0 && seen.at(-1) !== '');
    zammad.people[40] = { ...NINA, lastname: 'Süd', updated_at: '2026-07-01T00:00:00Z' };
    await until(async () => seen.push((await name(NUMBER)).text) > 0 && seen.at(-1) === 'Nina Süd');
    const book = async () =>
      (await fetch(`${relay.url}/phonebook/yealink/book-secret?search=nina`)).text();
    expect(await book()).toContain('<Name>Süd, Nina</Name>');
    zammad.people[40] = { ...NINA, active: false };
    await until(async () => seen.push((await name(NUMBER)).text) > 0 && seen.at(-1) === '');
    expect(await book()).not.toContain('Nina');
    expect(new Set(seen)).toEqual(new Set(['', 'Nina Nörd', 'Nina Süd']));
  });
  it('a book that is being made makes no name wait for its end', async () => {
    const people = Array.from({ length: 30_000 }, (_, at) => person(at + 1));
    const lab = await startPhoneLab(people);
    let made = false;
    const book = lab.book('vcard').then(async (answer) => {
      await answer.arrayBuffer();
      made = true;
    });
    await fetch(`${lab.url}/pbx/main/main-secret/name?number=030609854180`);
    expect(made).toBe(false);
    await book;
  });
});

describe('PB27: the template of 3CX', () => {
  it('names the caller and tells the ring', async () => {
    zammad.people = [{ ...NINA, organization: 'Nörd & Co' }];
    const { name, until, relay, databaseUrl } = await startWhole();
    await until(async () => (await name(NUMBER)).text !== '');
    const lookup = async (number: string) => {
      const query = `number=${encodeURIComponent(number)}`;
      return (await fetch(`${relay.url}/pbx/crm/crm-secret/lookup?${query}`)).json();
    };
    expect(await lookup('+4930609854180')).toEqual({
      contacts: [
        {
          id: '7',
          firstName: 'Nina',
          lastName: 'Nörd',
          company: 'Nörd & Co',
          phone: '+4930609854180',
        },
      ],
    });
    expect(await lookup('anonymous')).toEqual({ contacts: [] });
    const calls = await storedCalls(databaseUrl);
    expect(calls.map(({ source, state }) => ({ source, state }))).toEqual([
      { source: 'crm', state: 'ringing' },
      { source: 'crm', state: 'ringing' },
    ]);
  });
});
