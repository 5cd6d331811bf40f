import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIAGNOSTIC_IDS } from '../../lib/core/diagnostics.ts';
import { DEFAULT_SETTINGS, type SettingsView } from '../../lib/core/settings.ts';
import { createDiagnostics, type DiagnosticsDeps } from './diagnostics.ts';
import { buildOf, browserOf, versionOf, zoneOf } from './diagnostics-facts.ts';
import { keptCounts, serverFacts } from './diagnostics-sources.ts';
import { backgroundBench, known } from '../../tests/background/background-bench.ts';

const NOW = Date.UTC(2026, 10, 21, 15, 4);
const VIEW: SettingsView = { values: DEFAULT_SETTINGS, defaults: DEFAULT_SETTINGS, locked: {} };

function report(deps: Partial<DiagnosticsDeps> = {}) {
  return createDiagnostics({
    now: () => NOW,
    zoneOffset: () => -60,
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0 Safari/537.36',
    version: () => '0.1.0',
    checks: async () => ({ ok: true, value: [{ id: 'token', state: 'ok', fact: 'Alice' }] }),
    connection: () => ({ zammadUrl: 'https://zammad.example', relayUrl: 'http://relay.example' }),
    link: () => ({ relay: 'live' }),
    report: () => ({ connected: 1, since: NOW - 3_600_000, lastCallAt: NOW - 300_000, aheadMs: 0 }),
    relayVersion: async () => '0.1.0',
    zammadBuild: async () => '20261121073019:true',
    zammadTime: async () => NOW,
    flavour: () => 'desktop',
    mayNotify: async () => true,
    opener: () => ({ by: 'offhook', why: 'rules' }),
    settings: () => VIEW,
    policies: () => ({ browser: false, relay: false }),
    counts: async () => ({ drafts: 0, outbox: 0, stuck: 0, damaged: 0 }),
    ...deps,
  }).get();
}
const row = async (id: string, deps: Partial<DiagnosticsDeps> = {}) =>
  (await report(deps)).rows.find((each) => each.id === id);

describe('the report', () => {
  it('has each fact once, in the order of the list', async () => {
    const { rows, text } = await report();
    expect(rows.map(({ id }) => id)).toEqual(DIAGNOSTIC_IDS);
    expect(text).toContain('Offhook report, 2026-11-21T15:04Z');
    expect(text).toMatch(/^ok {3}token$/m);
    expect(text).toMatch(/^ {5}lastEvent +5 min$/m);
    expect(text).toMatch(/^ {5}zammad +build of 2026-11-21 07:30, desktop$/m);
  });
  it('everything cut off is a report, too', async () => {
    const no = () => Promise.reject(new Error('https://zammad.example said +4930123456'));
    const { text, rows } = await report({
      checks: no,
      relayVersion: no,
      zammadBuild: no,
      zammadTime: no,
      mayNotify: no,
    });
    expect(rows).toHaveLength(DIAGNOSTIC_IDS.length);
    expect(text).not.toMatch(/zammad\.example|4930/);
  });
  it.each([
    ['zammadClock', { zammadTime: async () => NOW + 180_000 }, 'warn', '+3 min'],
    ['zammadClock', { zammadTime: async () => NOW - 59_000 }, 'ok', '-59 s'],
    [
      'relayClock',
      { report: () => ({ connected: 1, since: NOW, aheadMs: -61_000 }) },
      'warn',
      '-61 s',
    ],
    ['reconnects', { report: () => ({ connected: 20, since: NOW - 3_600_000 }) }, 'warn', '19'],
    ['reconnects', { report: () => ({ connected: 0, since: NOW }) }, 'ok', '0'],
    ['notifications', { mayNotify: async () => false }, 'bad', 'denied'],
    ['notifications', { mayNotify: async () => undefined }, 'info', 'unknown'],
    [
      'outbox',
      { counts: async () => ({ drafts: 1, outbox: 2, stuck: 1, damaged: 0 }) },
      'warn',
      '2 (1 tried again)',
    ],
    [
      'damaged',
      { counts: async () => ({ drafts: 0, outbox: 0, stuck: 0, damaged: 3 }) },
      'warn',
      '3',
    ],
  ] as [string, Partial<DiagnosticsDeps>, string, string][])(
    '%s is judged',
    async (id, deps, state, value) => {
      const found = await row(id, deps);
      expect(found).toMatchObject({ state, value });
      expect(Boolean(found?.problem)).toBe(state === 'warn' || state === 'bad');
    },
  );
  it('a check that failed brings its remedy; a code that is none of ours is left out', async () => {
    const failed = (problem: string) => ({
      checks: async () => ({
        ok: true as const,
        value: [{ id: 'cti' as const, state: 'failed' as const, problem }],
      }),
    });
    expect(await row('cti', failed('zammad/no-cti'))).toMatchObject({
      state: 'bad',
      problem: 'zammad/no-cti',
    });
    expect((await row('cti', failed('Alice at +4930 123')))?.problem).toBeUndefined();
  });
  it('settings: simple values by name, the rest by number', async () => {
    const values = {
      ...DEFAULT_SETTINGS,
      sound: 'ring' as const,
      recentDays: 7,
      ticketTitle: 'Anruf von Ida',
      links: [{ name: 'Akte Ida', url: 'https://crm.house.example/{number}' }],
    };
    const found = await row('settings', {
      settings: () => ({ ...VIEW, values, locked: { sound: 'relay' } }),
    });
    expect(found?.value).toBe('recentDays=7, sound=ring, ticketTitle=set, links=1 of them');
  });
});

describe('facts', () => {
  it.each([
    ['0.1.0', '0.1.0'],
    ['1.2.3-beta.4', '1.2.3-beta.4'],
    ['+4930609854180', 'unreadable'],
    ['1.0.0-ida', 'unreadable'],
    [undefined, 'unknown'],
  ])('version %s: %s', (text, said) => expect(versionOf(text)).toBe(said));
  it.each(['20269921073019', '4930609854180', 'Ida', undefined])('no build: %s', (text) =>
    expect(buildOf(text)).toBe('build unreadable'),
  );
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/153.0', 'Firefox 153'],
    ['… HeadlessChrome/156.0.0.0 Safari/537.36', 'Chromium 156'],
    ['… Chrome/156.0.0.0 Safari/537.36 Edg/156.0.1', 'Edge 156'],
    ['somebody', 'unknown browser'],
  ])('%s is %s', (agent, said) => expect(browserOf(agent)).toBe(said));
  it.each([
    [-330, 'UTC+05:30'],
    [0, 'UTC+00:00'],
    [210, 'UTC-03:30'],
  ])('offset %d is %s', (offset, said) => expect(zoneOf(offset)).toBe(said));
});

describe('nothing personal', () => {
  /** Long enough that it cannot be there by chance. */
  const secret = fc.oneof(
    fc.stringMatching(/^[A-ZÄÖÜ][a-zäöü]{5,12} [A-Z][a-z]{5,12}$/),
    fc.stringMatching(/^\+49[0-9]{9,12}$/),
    fc.stringMatching(/^[a-z]{6,10}@[a-z]{6,10}\.example$/),
    fc.stringMatching(/^[A-Za-z0-9_-]{20,40}$/),
    fc.stringMatching(/^[a-z]{6,12}\.house\.example$/),
  );

  it('whatever names, numbers, tokens, hosts and texts are in the state', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(secret, { minLength: 12, maxLength: 12 }), async (s) => {
        const at = (index: number) => s[index] ?? '';
        const host = `${encodeURIComponent(at(0))
          .toLowerCase()
          .replace(/[^a-z0-9.]/g, '')}.example`;
        const stored = (value: unknown) => ({ get: async () => value }) as never;
        const { text, rows } = await report({
          userAgent: `Mozilla/5.0 (${at(1)}) Chrome/156.0 ${at(2)}`,
          version: () => at(3),
          connection: () => ({ zammadUrl: `https://${host}/${at(4)}`, relayUrl: at(5) }),
          checks: async () => ({
            ok: true,
            value: [
              { id: 'token', state: 'ok', fact: at(6) },
              { id: 'relay', state: 'failed', problem: at(7), fact: host },
            ],
          }),
          relayVersion: async () => at(8),
          zammadBuild: async () => at(9),
          settings: () => ({
            ...VIEW,
            values: {
              ...DEFAULT_SETTINGS,
              ruleUrl: `https://${host}/${at(10)}`,
              ticketTitle: at(11),
              outcomes: [at(1)],
              templates: [{ name: at(2), line: at(3), text: at(4) }],
              links: [{ name: at(5), url: `https://${host}` }],
            },
          }),
          counts: keptCounts(
            {
              drafts: stored({ [at(6)]: { text: at(7), who: at(8) } }),
              outbox: stored([{ id: at(9), text: at(10), attempts: 2 }]),
            },
            { getItem: async () => [{ key: 'k', value: at(11) }] } as never,
          ),
        });
        const all = text + JSON.stringify(rows);
        for (const each of [...s, host]) expect(all).not.toContain(each);
      }),
    );
  });
});

describe('the report of a connected browser', () => {
  const { setup, connected } = backgroundBench();
  it('tells how it is, and not who', async () => {
    const all = setup();
    const { background } = await connected(all);
    const tab = all.openPort();
    await background.ports.connect(tab.port);
    background.cards.receive(known(), { cursor: 'e-1', lead: true });
    await tab.until((cards) => cards.has('c1'));
    await background.content('note.draft', {
      callId: 'c1',
      text: 'Ida calls back',
      internal: true,
    });
    const answer = (await background.page('diagnostics.get', {})) as unknown as {
      ok: true;
      value: { text: string };
    };
    const { text } = answer.value;
    expect(text).toMatch(/^ok {3}token$/m);
    expect(text).toMatch(/^ok {3}live +live$/m);
    expect(text).toMatch(/^ {5}drafts +1$/m);
    expect(text).not.toMatch(/Ida|Alice|4930|sandbox|device-1|127\.0\.0\.1|example\.com/);
  });
  it('without any connection nothing is asked and nothing breaks', async () => {
    const background = setup().live();
    await background.wake();
    const answer = await background.page('diagnostics.get', {});
    expect(answer).toMatchObject({ ok: true });
    expect(JSON.stringify(answer)).toContain('connect/no-token');
  });
});

describe('the clock of Zammad', () => {
  const accounts = (url?: string) => ({ zammad: () => url && { url } }) as never;
  const answer = (date?: string) => async () =>
    new Response('{}', { headers: date ? { date } : {} });
  it('comes from the date of an answer, asked without cookie and token', async () => {
    const asked: RequestInit[] = [];
    const facts = serverFacts(accounts('https://zammad.example'), async (_url, init) => {
      asked.push(init ?? {});
      return answer('Sat, 21 Nov 2026 15:04:00 GMT')();
    });
    expect(await facts.zammadTime()).toBe(NOW);
    expect(asked).toMatchObject([{ credentials: 'omit', redirect: 'error' }]);
    expect(JSON.stringify(asked)).not.toMatch(/authorization/i);
  });
  it.each([undefined, 'yesterday'])('is unknown when the answer says %s', async (date) => {
    const facts = serverFacts(accounts('https://zammad.example'), answer(date));
    expect(await facts.zammadTime()).toBeUndefined();
  });
});
