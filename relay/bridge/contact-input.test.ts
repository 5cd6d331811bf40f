import { describe, expect, it } from 'vitest';
import { type Parsed, sentBack, startBridge } from '../../tests/bridge/bridge-bench.ts';

describe('BR8: what a client sends gets into the right fields', () => {
  const LABELS: [numbers: [string, string][], fields: Record<string, string>][] = [
    [[['WORK', '030 609854180']], { phone: '+49 30 609854180', mobile: '', fax: '' }],
    [[['MOBILE', '01701234567']], { phone: '', mobile: '+49 170 1234567', fax: '' }],
    [[['WORKMOBILE', '+491701234567']], { phone: '', mobile: '+49 170 1234567', fax: '' }],
    [[['WORKFAX', '030 1234567']], { phone: '', mobile: '', fax: '+49 30 1234567' }],
    [[['HOMEFAX', '030 1234567']], { phone: '', mobile: '', fax: '+49 30 1234567' }],
    [[['HOME', '030 1234567']], { phone: '+49 30 1234567' }],
    [[['work', '030 1234567']], { phone: '+49 30 1234567' }],
    [[['Chef', '030 1234567']], { phone: '+49 30 1234567' }],
    [
      [
        ['WORK', '030 1234567'],
        ['HOME', '+49 30 1234567'],
        ['MAIN', '030 7654321'],
      ],
      { phone: '+49 30 1234567, +49 30 7654321' },
    ],
    [[['WORK', '23']], { phone: '23' }],
    [[['WORK', 'ask at the door']], { phone: 'ask at the door' }],
    [[['WORK', ' \u0000\u202e ']], { phone: '' }],
  ];
  it('label by label', async () => {
    const bridge = await startBridge();
    for (const [index, [numbers, fields]] of LABELS.entries()) {
      const phoneNumbers = numbers.map(([label, phoneNumber]) => ({ label, phoneNumber }));
      const { json } = await bridge
        .client()
        .post('/contacts', { name: `A B${index}`, phoneNumbers });
      const stored = await bridge.zammad('GET', `users/${json.id}`);
      expect([numbers, stored]).toEqual([numbers, expect.objectContaining(fields)]);
    }
  });
  it('a custom field by its label', async () => {
    const { loadConfig } = await import('../config-load.ts');
    const bridge = await startBridge({
      config: { directory: { ...loadConfig({}).directory, phoneFields: ['direct_line'] } },
      bridge: { labels: { direct_line: 'DIRECTDIAL' } },
    });
    const { json } = await bridge.client().get('/contacts/26?type=contacts');
    const changed = sentBack(json);
    changed.phoneNumbers.find((one: Parsed) => one.label === 'DIRECTDIAL').phoneNumber =
      '0381 456799';
    await bridge.client().put('/contacts/26', changed);
    expect(await bridge.zammad('GET', 'users/26')).toMatchObject({
      direct_line: '+49 381 456799',
      phone: '+49 (0)381 45670',
    });
  });
  it('one name becomes two, and stays as it was parted', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    const { json } = await app.post('/contacts', {
      name: 'Anna Maria Ott',
      phoneNumbers: [{ label: 'WORK', phoneNumber: '030 7654399' }],
    });
    expect(json).toMatchObject({
      name: 'Anna Maria Ott',
      firstName: 'Anna Maria',
      lastName: 'Ott',
    });
    const { status } = await app.put(`/contacts/${json.id}`, {
      name: 'Anna Maria Kai',
      firstName: null,
      lastName: null,
      phoneNumbers: sentBack(json).phoneNumbers,
    });
    expect(status).toBe(200);
    expect(await bridge.zammad('GET', `users/${json.id}`)).toMatchObject({
      firstname: 'Anna Maria',
      lastname: 'Kai',
    });
  });
  it('sent back as it was told, nothing is written, whatever the spelling', async () => {
    const bridge = await startBridge();
    const app = bridge.client();
    await bridge.zammad('PUT', 'users/23', { phone: 'Zentrale: 030/111111, 030 609 854 180' });
    const { json } = await app.get('/contacts');
    const before = (await bridge.writes()).length;
    for (const contact of json.filter((one: Parsed) => !one.readonly)) {
      const answer = await app.put(`/contacts/${contact.id}`, sentBack(contact));
      expect([contact.id, answer.status, answer.json]).toEqual([contact.id, 200, contact]);
    }
    expect((await bridge.writes()).length).toBe(before);
    expect(await bridge.audit()).toEqual([]);
  });
  it('more numbers than a field of Zammad takes are refused, not cut off', async () => {
    const bridge = await startBridge();
    const phoneNumbers = Array.from({ length: 9 }, (_, n) => ({
      label: 'WORK',
      phoneNumber: `+49306098541${n}0`,
    }));
    const { status, text } = await bridge.client().post('/contacts', { name: 'X Y', phoneNumbers });
    expect([status, text]).toEqual([452, 'contact/error/too-many-numbers']);
    const tooMany = Array.from({ length: 51 }, () => phoneNumbers[0]);
    expect(
      (await bridge.client().post('/contacts', { name: 'X', phoneNumbers: tooMany })).status,
    ).toBe(400);
    expect(await bridge.writes()).toEqual([]);
  });
});
