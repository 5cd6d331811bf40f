import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runOffhook } from '../testing/relay-process.ts';
import { startStrictZammad } from '../testing/strict-zammad.ts';
import { tempFolder } from '../testing/temp-folder.ts';

const SECRET = 'killed-relay';
const INTERNAL = 'direction=internal&from=23&to=24';
const INCOMING = 'direction=in&from=493023125741&to=493012300';

it('RF10, RF13: kill -9 with a hand-over, an internal call and an end in the queue', async () => {
  const zammad = await startStrictZammad();
  const folder = tempFolder();
  const config = join(folder, 'offhook.json');
  const forward = { url: zammad.url, transfers: true, internal: true };
  writeFileSync(config, JSON.stringify({ version: 1, zammad: { forward } }));
  async function serve() {
    const relay = runOffhook(['serve'], {
      OFFHOOK_CONFIG: config,
      OFFHOOK_PORT: '0',
      OFFHOOK_DATABASE_URL: `sqlite:${folder}/offhook.db`,
      OFFHOOK_CTI_TOKEN: SECRET,
    });
    const out = await relay.printed('offhook ready ');
    const address = /^offhook ready (http:\S+)$/m.exec(out)?.[1] ?? '';
    const push = async (body: string) => {
      const answer = await fetch(`${address}/api/v1/cti/${SECRET}`, { method: 'POST', body });
      expect(answer.status).toBe(200);
    };
    return { relay, push };
  }
  const first = await serve();
  await first.push(`event=newCall&callId=a&${INCOMING}&user=Alice Agent`);
  await first.push(`event=newCall&callId=m&${INCOMING}&user=Alice Agent`);
  await first.push(`event=answer&callId=a&${INCOMING}&user=Alice Agent`);
  await zammad.until(3);
  await zammad.stop();
  await first.push(`event=answer&callId=a&${INCOMING}&user=Bob Agent`);
  await first.push(`event=hangup&callId=m&${INCOMING}&cause=cancel`);
  await first.push(`event=newCall&callId=i&${INTERNAL}&user=Bob Agent`);
  first.relay.child.kill('SIGKILL');
  await first.relay.ended;

  await zammad.start();
  const second = await serve();
  await second.push(`event=hangup&callId=a&${INCOMING}`);
  await second.push(`event=answer&callId=i&${INTERNAL}&user=Bob Agent`);
  await second.push(`event=hangup&callId=i&${INTERNAL}`);
  await zammad.until(11);
  const told = new Map<string, string>();
  for (const { callId, event } of zammad.received) {
    const part = callId.includes('~') ? ' handed over' : '';
    told.set(callId, `${told.get(callId) ?? part} ${event}`.trim());
  }
  expect([...told.values()].toSorted()).toEqual([
    'handed over newCall answer hangup',
    'newCall answer hangup',
    'newCall answer hangup',
    'newCall hangup',
  ]);
  expect(zammad.errors()).toEqual([]);
  expect([...zammad.log.values()].filter(({ done }) => !done)).toHaveLength(1);
});
