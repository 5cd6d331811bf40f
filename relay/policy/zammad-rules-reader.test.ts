import { describe, expect, it, onTestFinished } from 'vitest';
import { createManualClock, type ManualClock } from '../hub/testing/manual-clock.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { readMeta, writeMeta } from '../store/meta.ts';
import { createLog } from '../telemetry/log.ts';
import { createMetrics } from '../telemetry/metrics.ts';
import { tempFolder } from '../testing/temp-folder.ts';
import { checkZammadRules } from './check-zammad-rules.ts';
import {
  createZammadRulesReader,
  ZAMMAD_RULES_AGAIN_MS,
  ZAMMAD_RULES_EVERY_MS,
} from './zammad-rules-reader.ts';

const URL = 'https://zammad.example';
const TOKEN = 'rules-token';

const settings = (...numbers: string[]) => [
  { name: 'cti_integration', state_current: { value: true } },
  {
    name: 'cti_config',
    state_current: {
      value: { inbound: { block_caller_ids: numbers.map((caller_id) => ({ caller_id })) } },
    },
  },
];
const json =
  (body: unknown, status = 200) =>
  () =>
    Promise.resolve(
      new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }),
    );
const hang: Answer = (input, init) => {
  const { signal } = new Request(input, init);
  return new Promise((_, reject) =>
    signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))),
  );
};
type Answer = (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;

/** A reader over a real database; Zammad answers as the test says. */
async function open(options: { db?: Database; url?: string; answer?: Answer } = {}) {
  const database =
    options.db === undefined ? await openDatabase(`sqlite:${tempFolder()}/t.db`) : undefined;
  const db = options.db ?? database?.db;
  if (!db) throw new Error('no database');
  if (database) onTestFinished(() => database.close());
  const clock: ManualClock = createManualClock();
  const metrics = createMetrics();
  const lines: string[] = [];
  const asked: Request[] = [];
  const zammad = { answer: options.answer ?? json(settings('493023')) };
  const waiting: (() => void)[] = [];
  const reader = createZammadRulesReader({
    db,
    zammad: { url: options.url ?? URL, token: TOKEN },
    log: createLog('debug', { write: (line: string) => void lines.push(line) }),
    metrics,
    clock: {
      ...clock,
      after(ms, task) {
        // The reader pauses: what it was to do is done.
        for (const go of waiting.splice(0)) go();
        pauses.push(ms);
        return clock.after(ms, task);
      },
    },
    timeoutMs: 200,
    fetch: (input, init) => {
      asked.push(new Request(input, init));
      return zammad.answer(input, init);
    },
  });
  const pauses: number[] = [];
  onTestFinished(() => reader.stop());
  const paused = () => new Promise<void>((resolve) => void waiting.push(resolve));
  await reader.load();
  return {
    db,
    reader,
    zammad,
    asked,
    lines,
    pauses,
    async start() {
      const done = paused();
      reader.start();
      await done;
    },
    async pass(ms: number) {
      const done = paused();
      clock.advance(ms);
      await done;
    },
    async gauge(name: string) {
      const text = await metrics.registry.getSingleMetricAsString(`offhook_zammad_rules${name}`);
      return text.split('\n').filter((line) => !line.startsWith('#'));
    },
  };
}

describe('PO15: read at the start and every few minutes; the last known rules stand', () => {
  it('asks with the token and takes changes over', async () => {
    const { reader, zammad, asked, start, pass, pauses } = await open();
    expect(reader.rules().blocked).toEqual([]);
    await start();
    expect(reader.rules().blocked).toEqual(['493023']);
    expect(asked[0]?.url).toBe(`${URL}/api/v1/settings`);
    expect(asked[0]?.headers.get('authorization')).toBe(`Token token=${TOKEN}`);
    const before = reader.rules();
    await pass(ZAMMAD_RULES_EVERY_MS);
    expect(reader.rules()).toBe(before);
    zammad.answer = json(settings());
    await pass(ZAMMAD_RULES_EVERY_MS);
    expect(reader.rules().blocked).toEqual([]);
    expect(asked).toHaveLength(3);
    expect(pauses).toEqual(Array(3).fill(ZAMMAD_RULES_EVERY_MS));
  });
  it.each<[string, Answer, string]>([
    ['401', json({ error: "Can't find User for Token" }, 401), 'token'],
    ['403', json({ error: 'Not authorized (token)!' }, 403), 'permission'],
    ['403 without credentials', json({ error: 'Authentication required' }, 403), 'token'],
    ['404', json({ error: 'No route' }, 404), 'odd'],
    ['500', json({ error: 'x' }, 500), 'odd'],
    ['502', json('<html>', 502), 'unreachable'],
    ['429', json({}, 429), 'slow'],
    ['silence', hang, 'slow'],
    ['no connection', () => Promise.reject(new TypeError('fetch failed')), 'unreachable'],
    ['a page', json('<html>login</html>'), 'odd'],
    ['null', json('null'), 'odd'],
    ['an object', json({ settings: [] }), 'odd'],
    ['rows without names', json([{ state_current: 1 }]), 'odd'],
    ['an empty list', json([]), 'permission'],
    [
      'settings without ours',
      json([{ name: 'fqdn', state_current: { value: 'x' } }]),
      'permission',
    ],
  ])('%s keeps them', async (_name, answer, problem) => {
    const { db, reader, zammad, start, pass, pauses, lines, gauge } = await open();
    await start();
    zammad.answer = answer;
    await pass(ZAMMAD_RULES_EVERY_MS);
    expect(reader.rules().blocked).toEqual(['493023']);
    expect(pauses.at(-1)).toBe(ZAMMAD_RULES_AGAIN_MS);
    expect(lines.at(-1)).toContain(`"problem":"${problem}"`);
    expect(await gauge('_failing')).toEqual(['offhook_zammad_rules_failing 1']);
    const again = await open({ db, answer });
    expect(again.reader.rules().blocked).toEqual(['493023']);
    await again.start();
    expect(again.reader.rules().blocked).toEqual(['493023']);
    zammad.answer = json(settings('4930'));
    await pass(ZAMMAD_RULES_AGAIN_MS);
    expect(reader.rules().blocked).toEqual(['4930']);
    expect(await gauge('_failing')).toEqual(['offhook_zammad_rules_failing 0']);
  });
  it('does not take the rules of another Zammad, nor what cannot be read', async () => {
    const { db, start } = await open();
    await start();
    expect((await open({ db })).reader.rules().blocked).toEqual(['493023']);
    expect((await open({ db, url: 'https://other.example' })).reader.rules().blocked).toEqual([]);
    expect(await readMeta(db, 'zammad.rules')).not.toContain(TOKEN);
    for (const odd of ['', 'x', '{}', '{"url":1}', 'null']) {
      await writeMeta(db, 'zammad.rules', odd);
      expect((await open({ db })).reader.rules().blocked).toEqual([]);
    }
  });
  it('a stop does not wait for a Zammad that is silent', async () => {
    let begun: () => void = () => {};
    const asked = new Promise<void>((resolve) => (begun = resolve));
    const { reader } = await open({
      answer: (input, init) => {
        begun();
        return hang(input, init);
      },
    });
    reader.start();
    await asked;
    await reader.stop();
    expect(reader.rules().blocked).toEqual([]);
  });
});

describe('PO17: seen from outside', () => {
  it('one line when a failure begins, changes, and is over; nothing secret in it', async () => {
    const { zammad, start, pass, lines } = await open({ answer: json({}, 401) });
    await start();
    for (let n = 0; n < 5; n++) await pass(ZAMMAD_RULES_AGAIN_MS);
    expect(lines).toHaveLength(1);
    zammad.answer = json({}, 403);
    for (let n = 0; n < 5; n++) await pass(ZAMMAD_RULES_AGAIN_MS);
    zammad.answer = json(settings('493023125741'));
    await pass(ZAMMAD_RULES_AGAIN_MS);
    await pass(ZAMMAD_RULES_EVERY_MS);
    const words = lines.map((line) => JSON.parse(line).problem ?? 'read');
    expect(words).toEqual(['token', 'permission', 'read']);
    expect(lines.join('')).not.toMatch(/493023125741|rules-token|zammad\.example/);
  });
  it('gauges', async () => {
    const { start, gauge } = await open({ answer: json(settings('491', '492')) });
    expect(await gauge('_read_seconds')).toEqual(['offhook_zammad_rules_read_seconds 0']);
    await start();
    expect(await gauge('')).toEqual([
      'offhook_zammad_rules{kind="blocked"} 2',
      'offhook_zammad_rules{kind="routes"} 0',
    ]);
    expect(await gauge('_read_seconds')).toEqual(['offhook_zammad_rules_read_seconds 1000000000']);
  });
  it.each<[string, Answer, RegExp]>([
    ['ok', json(settings('491')), /1 blocked, 0 caller id rules, no default/],
    ['warn', json(settings('491', '49*')), /1 blocked with a \*/],
    ['fail', json({}, 401), /does not know the token/],
    ['fail', json([]), /may not read/],
    ['fail', hang, /no answer/],
    ['fail', json('<html>'), /not Zammad’s/],
  ])('doctor: %s', async (level, answer, text) => {
    const zammad = { url: URL, rulesToken: TOKEN };
    const [finding, ...more] = await checkZammadRules(zammad, { fetch: answer, timeoutMs: 200 });
    expect(more).toEqual([]);
    expect(finding?.level).toBe(level);
    expect(finding?.text).toMatch(text);
    expect(finding?.remedy === undefined).toBe(level === 'ok');
  });
  it('doctor: nothing without a token, a fault without an address', async () => {
    expect(await checkZammadRules({ url: URL })).toEqual([]);
    expect(await checkZammadRules({ rulesToken: TOKEN })).toMatchObject([{ level: 'fail' }]);
  });
});
