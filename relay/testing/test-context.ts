/** What a dialect is made with, for tests of its parts. */
import metadata from 'libphonenumber-js/max/metadata';
import { createPhone } from '../../lib/core/phone.ts';
import type { DialectContext } from '../pbx/dialect.ts';
import { createMarkOurs } from '../pbx/our-side.ts';

/** Berlin, nobody configured, the clock of the machine. */
export function testContext(dialect: string): DialectContext {
  const phone = createPhone(metadata, { homeCountry: 'DE', areaCode: '30' });
  return {
    connection: { id: 'main', dialect, secret: 'secret', enabled: true, options: {} },
    phone,
    markOurs: createMarkOurs({ agents: [], queues: [], lines: [] }, phone),
    publicUrl: () => 'https://relay.example',
    clock: Date.now,
  };
}
