import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { smallest } from '../testing/smallest-dialect.ts';
import { startVendorRelay } from '../testing/vendor-relay.ts';

/** The one line of registration. */
vi.mock('./registry.ts', async (original) => {
  const { DIALECTS } = await original<typeof import('./registry.ts')>();
  const all = [...DIALECTS, (await import('../testing/smallest-dialect.ts')).smallest];
  return { DIALECTS: all, findDialect: (id: string) => all.find((one) => one.id === id) };
});

const text = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

async function pbx(changes = {}) {
  let now = 1_795_000_000_000;
  const clock = () => (now += 1000);
  return startVendorRelay('smallest', {}, { clock, changes });
}
const NEW = 'state=ringing&id=1&way=in&caller=03023125741&called=030231250';

describe('a dialect that is one file and one line of registration', () => {
  it('answered, missed, outgoing and hidden calls', async () => {
    const { post, calls } = await pbx();
    for (const body of [
      NEW,
      'state=answered&id=1&agent=23',
      'state=ended&id=1',
      NEW.replace('id=1', 'id=2'),
      'state=ended&id=2&why=cancel',
      'state=ringing&id=3&way=out&caller=23&called=022147103340',
      'state=ringing&id=4&way=in&caller=anonymous&called=030231250',
    ]) {
      expect(await post('', body)).toEqual({ status: 200, body: 'OK' });
    }
    expect(await calls()).toMatchObject([
      { answeredBy: { extension: '23' }, cause: 'normalClearing', missed: false },
      { cause: 'cancel', missed: true },
      { direction: 'out', from: { extension: '23' }, to: { e164: '4922147103340' } },
      { from: { withheld: true } },
    ]);
  });
  it('a blocked caller', async () => {
    const { post } = await pbx({ blocked: [{ number: '030 23125741', reason: 'busy' }] });
    expect(await post('', NEW)).toEqual({ status: 200, body: 'REJECT' });
    expect(await post('', 'state=ringing')).toMatchObject({ status: 422 });
  });
  it('is the one that the page shows, word for word', () => {
    expect(smallest.id).toBe('smallest');
    const shown = /```ts\n([\s\S]*?)```/.exec(
      text('../../docs/telephony/adding-a-dialect.md'),
    )?.[1];
    const code = text('../testing/smallest-dialect.ts');
    expect(shown).toBe(code.slice(code.indexOf('export const')));
  });
});
