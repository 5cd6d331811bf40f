import metadata from 'libphonenumber-js/min/metadata';
import { expect, it, vi } from 'vitest';
import { createPhone } from '../../lib/core/phone.ts';
import { RelayError } from '../../lib/relay-client/relay-error.ts';
import type { Settings } from '../../lib/core/settings.ts';
import type { Accounts } from './accounts.ts';
import { createDial } from './dial.ts';

function setup(dialed: () => Promise<unknown>) {
  const dial = vi.fn(dialed);
  const accounts = {
    phone: () => createPhone(metadata, { homeCountry: 'DE' }),
    relay: () => ({ dial }),
    // What the relay said at the last connection: it could not dial then.
    connection: () => ({ relay: { facts: { dial: false } } }),
  } as unknown as Accounts;
  const settings = () => ({ dial: 'relay' }) as Settings;
  return { dial, start: createDial({ accounts, settings }).start };
}

it('asks a relay that learned to dial since it was last heard', async () => {
  const { dial, start } = setup(async () => ({ dialId: 'd1' }));
  expect(await start('+49 (0)30 609854-180')).toMatchObject({ ok: true, value: { by: 'relay' } });
  expect(dial).toHaveBeenCalledExactlyOnceWith('+4930609854180');
});

it('says so when the relay cannot dial', async () => {
  const { start } = setup(async () => {
    throw new RelayError('relay/refused', { reason: 'dial/off' });
  });
  expect(await start('+4930609854180')).toEqual({ ok: false, code: 'dial/unavailable' });
});
