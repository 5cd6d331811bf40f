/**
 * `npm run bench`: the promises that are figures, measured on this machine, as one table.
 * `npm run bench -- answer policies` measures only those groups.
 * With the variables of `tests/e2e/harness/target.ts` the page is one of that Zammad, else the sandbox's.
 */
import { asteriskRows } from '../bench/asterisk-lab.ts';
import { measureContentCost } from '../bench/content-cost.ts';
import { directoryRows } from '../bench/directory.ts';
import { type Row, table } from '../bench/figures.ts';
import { measureParsers } from '../bench/fuzz.ts';
import { historyRows } from '../bench/history.ts';
import { numberRows } from '../bench/number-spellings.ts';
import { measurePainted, prepareFloor } from '../bench/painted.ts';
import { answerRows, fireRow, memoryRow, policyRows } from '../bench/relay-rows.ts';
import { withStack } from '../bench/stacks.ts';
import { trayRows } from '../bench/tray-updates.ts';
import { launchChromium } from '../tests/e2e/harness/chromium.ts';
import { connect } from '../tests/e2e/harness/connect.ts';
import { openZammad } from '../tests/e2e/harness/login.ts';
import { createZammadApi } from '../tests/e2e/harness/zammad-api.ts';
import { ensureBrowsers } from './setup/browsers.ts';
import { buildIfStale } from './setup/extension-build.ts';

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

const GROUPS: Record<string, () => Promise<Row[]>> = {
  answer: answerRows,
  policies: policyRows,
  memory: memoryRow,
  asterisk: asteriskRows,
  browser: browserRows,
  tray: trayRows,
  fire: fireRow,
  fuzz: measureParsers,
  history: historyRows,
  directory: directoryRows,
  numbers: numberRows,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in GROUPS));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no group ${unknown.join(', ')}. Known: ${Object.keys(GROUPS).join(', ')}.\n`,
  );
  process.exit(2);
}
const rows: Row[] = [];
for (const [name, measure] of Object.entries(GROUPS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  process.stdout.write(`measuring: ${name} …\n`);
  try {
    rows.push(...(await measure()));
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    rows.push({ what: name, figure: `could not be measured: ${reason}` });
  }
}
process.stdout.write(`\n${table(rows)}\n`);
