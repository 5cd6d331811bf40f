/** What the extension's scripts cost a Zammad page that nobody calls: CPU at load and while idle. */
import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession, Page } from '@playwright/test';
import { type Row, percentile } from './figures.ts';

interface ProfileNode {
  id: number;
  callFrame: { url: string };
  children?: number[];
}

interface Profile {
  nodes: ProfileNode[];
  samples?: number[];
  timeDeltas?: number[];
}

const LOADS = 7;
const IDLE_MS = 10_000;

export async function measureContentCost(page: Page, extensionId: string): Promise<Row[]> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Profiler.enable');
  await cdp.send('Profiler.setSamplingInterval', { interval: 100 });
  const loads: number[] = [];
  for (let load = 0; load < LOADS; load += 1) {
    loads.push(
      await profiled(cdp, extensionId, async () => {
        await page.reload();
        await page.locator('offhook-cards').waitFor({ state: 'attached' });
        await pause(1000);
      }),
    );
  }
  const idle = await profiled(cdp, extensionId, () => pause(IDLE_MS));
  const load = percentile(loads, 0.5);
  return [
    {
      what: `content scripts, CPU per page load, median of ${LOADS}`,
      figure: `${load.toFixed(1)} ms (most ${Math.max(...loads).toFixed(1)} ms)`,
      wanted: '< 30 ms',
      holds: load < 30,
    },
    {
      what: `content scripts, CPU in ${IDLE_MS / 1000} s idle`,
      figure: `${idle.toFixed(1)} ms`,
      wanted: 'none',
      holds: idle < 1,
    },
  ];
}

/** Milliseconds in which a function of the extension, or something it called, ran. */
async function profiled(
  cdp: CDPSession,
  extensionId: string,
  work: () => Promise<unknown>,
): Promise<number> {
  await cdp.send('Profiler.start');
  await work();
  const { profile } = (await cdp.send('Profiler.stop')) as { profile: Profile };
  return timeOf(profile, `chrome-extension://${extensionId}/`);
}

function timeOf(profile: Profile, prefix: string): number {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const ours = new Set<number>();
  const mark = (id: number, inside: boolean): void => {
    const node = nodes.get(id);
    if (!node) return;
    const mine = inside || node.callFrame.url.startsWith(prefix);
    if (mine) ours.add(id);
    for (const child of node.children ?? []) mark(child, mine);
  };
  const root = profile.nodes[0];
  if (root) mark(root.id, false);
  const micros = (profile.samples ?? []).reduce(
    (sum, id, index) => sum + (ours.has(id) ? (profile.timeDeltas?.[index] ?? 0) : 0),
    0,
  );
  return micros / 1000;
}
