import { describe, expect, it } from 'vitest';
import { startFakeZammad } from '../hub/testing/fake-zammad.ts';
import { openDatabase } from '../store/database.ts';
import { tempFolder } from '../testing/temp-folder.ts';
import { startTestRelay } from '../testing/test-relay.ts';
import { saveZammadRules } from './zammad-rules-store.ts';

const NEW = 'event=newCall&direction=in&from=030/609854180&to=493012300&callId=';
const reject = { action: 'reject', reason: 'busy' };

describe('PO15: a relay that starts while Zammad is away', () => {
  it('obeys the rules of last time, from the first call on', async () => {
    const databaseUrl = `sqlite:${tempFolder()}/offhook.db`;
    const zammad = await startFakeZammad();
    await zammad.close();
    const { db, close } = await openDatabase(databaseUrl);
    const rules = { blocked: ['4930609854180'], routes: [] };
    await saveZammadRules(db, { url: zammad.url, readAt: 1, rules });
    await close();

    const config = { zammad: { url: zammad.url, rulesToken: 'secret-token' } };
    const relay = await startTestRelay(config, { databaseUrl });
    expect(await (await relay.push(`${NEW}a`)).json()).toEqual(reject);
    const metrics = await (await fetch(`${relay.url}/metrics`)).text();
    expect(metrics).toContain('offhook_zammad_rules{kind="blocked"} 1');
    expect(relay.logged()).not.toContain('secret-token');
    await relay.close();

    const without = await startTestRelay({ zammad: { url: zammad.url } }, { databaseUrl });
    expect(await (await without.push(`${NEW}b`)).json()).toEqual({});
  });
});
