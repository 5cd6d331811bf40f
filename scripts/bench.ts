/**
 * `npm run bench`: the promises that are figures, measured on this machine, as one table.
 * With the variables of `tests/e2e/harness/target.ts` the page is one of that Zammad, else the sandbox's.
 */
import { holdStreams, pair } from '../bench/agents.ts';
import { measureContentCost } from '../bench/content-cost.ts';
import { type Row, table } from '../bench/figures.ts';
import { measureIdleMemory } from '../bench/idle-memory.ts';
import { measurePainted, prepareFloor } from '../bench/painted.ts';
import { measurePbxAnswer } from '../bench/pbx-answer.ts';
import { launchChromium } from '../tests/e2e/harness/chromium.ts';
import { connect } from '../tests/e2e/harness/connect.ts';
import { openZammad } from '../tests/e2e/harness/login.ts';
import { type Stack, startStack } from '../tests/e2e/harness/stack.ts';
import { createZammadApi } from '../tests/e2e/harness/zammad-api.ts';
import { ensureBrowsers } from './setup/browsers.ts';
import { buildIfStale } from './setup/extension-build.ts';

const SOCKETS = 200;
const QUIET = { OFFHOOK_LOG_LEVEL: 'warn' };

/** One stack for a row, so that no row pays for what another left behind. */
async function withStack<T>(body: (stack: Stack) => Promise<T>): Promise<T> {
  const stack = await startStack({ relayEnv: QUIET });
  try {
    return await body(stack);
  } finally {
    await stack.stop();
  }
}

/** One socket of the first agent, all others of the second. */
async function twoDevices(stack: Stack): Promise<[string, string]> {
  const [first, second] = stack.target.agents;
  return [
    await pair(stack.relay.url, stack.zammad.url, first.token),
    await pair(stack.relay.url, stack.zammad.url, second.token),
  ];
}

async function answerRows(): Promise<Row[]> {
  const loads = [
    { what: `${SOCKETS} sockets, for one agent`, users: ['Alice Agent'], promised: true },
    { what: `${SOCKETS} sockets, for everybody`, users: [], promised: false },
  ];
  const rows: Row[] = [];
  for (const load of loads) {
    const row = await withStack(async (stack) => {
      const [first, second] = await twoDevices(stack);
      const streams = await holdStreams(stack.relay.url, [
        { token: first, count: 1 },
        { token: second, count: SOCKETS - 1 },
      ]);
      const measured = await measurePbxAnswer(stack.pbx, load);
      await streams.close();
      return measured;
    });
    rows.push(row);
  }
  return rows;
}

async function memoryRow(): Promise<Row[]> {
  return withStack(async (stack) => [
    await measureIdleMemory(
      { url: stack.relay.url, pid: stack.relay.pid() },
      await twoDevices(stack),
    ),
  ]);
}

async function browserRows(): Promise<Row[]> {
  const missing = await ensureBrowsers(['chromium']);
  if (missing.length > 0) return [{ what: 'rows with a browser', figure: missing.join('; ') }];
  await buildIfStale('chrome');
  return withStack(async (stack) => {
    const floor = await prepareFloor();
    const browser = await launchChromium({ alsoLoad: [floor.folder] });
    try {
      await browser.preGrant(stack.zammad.url);
      await connect(browser, {
        zammadUrl: stack.zammad.url,
        token: stack.target.agents[0].token,
        relayUrl: stack.relay.url,
      });
      const page = await browser.context.newPage();
      const agent = stack.target.agents[0];
      const ui = stack.target.uis[0] ?? 'legacy';
      await openZammad(page, stack.zammad.url, ui, stack.target, agent);
      const me = await createZammadApi(stack.target, agent.token).me();
      const name = `${me.firstname} ${me.lastname}`;
      const painted = await measurePainted(page, stack.pbx, floor, name);
      return [...painted, ...(await measureContentCost(page, browser.extensionId))];
    } finally {
      await browser.close();
      floor.close();
    }
  });
}

const rows: Row[] = [];
for (const [name, measure] of [
  ['PBX answer', answerRows],
  ['idle memory', memoryRow],
  ['painted card, content scripts', browserRows],
] as const) {
  process.stdout.write(`measuring: ${name} …\n`);
  try {
    rows.push(...(await measure()));
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    rows.push({ what: name, figure: `could not be measured: ${reason}` });
  }
}
process.stdout.write(`\n${table(rows)}\n`);
