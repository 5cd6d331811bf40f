import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { fixture } from './recording.ts';

interface Spelling {
  input: string;
  user_create_status: number;
  indexed_caller_ids: string[];
  logged_from_pretty: string;
  call_with_same_text_finds_user: boolean;
  call_with_digits_finds_user?: boolean;
  call_with_plus_finds_user?: boolean;
}
interface Row {
  call_id: string;
  from_pretty: string;
  preferences: { from?: { user_id: number; caller_id: string }[] };
}

const AGENT = {
  authorization: 'Token token=sandbox-agent1',
  'content-type': 'application/json',
};

describe.each(['5.5', '6.5'] as const)('numbers are read as Zammad %s read them', (flavour) => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, flavour });
  });
  afterAll(() => sandbox.close());

  async function call(from: string): Promise<Row | undefined> {
    const callId = crypto.randomUUID();
    await fetch(`${sandbox.url}/api/v1/cti/sandbox-cti`, {
      method: 'POST',
      body: new URLSearchParams({ event: 'newCall', direction: 'in', callId, from, to: '1' }),
    });
    const log = await fetch(`${sandbox.url}/api/v1/cti/log`, { headers: AGENT });
    const { list } = (await log.json()) as { list: Row[] };
    return list.find((row) => row.call_id === callId);
  }

  fixture<Spelling[]>(`${flavour}/normalisation.json`).forEach((spelling, index) => {
    it(`spelling ${index + 1}: ${JSON.stringify(spelling.input)}`, async () => {
      const made = await fetch(`${sandbox.url}/api/v1/users`, {
        method: 'POST',
        headers: AGENT,
        body: JSON.stringify({ firstname: `Norm${index}`, phone: spelling.input }),
      });
      expect(made.status).toBe(spelling.user_create_status);
      const { id } = (await made.json()) as { id: number };
      const hits = (row: Row | undefined) =>
        (row?.preferences.from ?? []).filter((hit) => hit.user_id === id);

      const same = await call(spelling.input);
      expect(same?.from_pretty).toBe(spelling.logged_from_pretty);
      expect(hits(same).length > 0).toBe(spelling.call_with_same_text_finds_user);
      const [digits] = spelling.indexed_caller_ids;
      if (digits === undefined) return;
      if (spelling.call_with_digits_finds_user !== undefined) {
        const found = hits(await call(digits));
        expect(found.length > 0).toBe(spelling.call_with_digits_finds_user);
        if (found.length > 0) expect(found[0]?.caller_id).toBe(digits);
      }
      if (spelling.call_with_plus_finds_user !== undefined) {
        expect(hits(await call(`+${digits}`)).length > 0).toBe(spelling.call_with_plus_finds_user);
      }
    });
  });
});
