import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTemplate, fillUrl, PLACEHOLDERS } from './url-template.ts';

const url = (template: string, values = {}) => {
  const filled = fillUrl(template, values);
  return filled.ok ? filled.url : filled;
};

describe('RU12: web addresses', () => {
  it('every value is encoded', () => {
    expect(
      url('https://crm.example/find?phone={number}&n={name}', { number: '+49301', name: 'Ä & B?' }),
    ).toBe('https://crm.example/find?phone=%2B49301&n=%C3%84%20%26%20B%3F');
    expect(url('https://crm.example/p/{name}', { name: '../../admin' })).toBe(
      'https://crm.example/p/..%2F..%2Fadmin',
    );
    expect(url('http://crm.example/#/{userId}', { userId: 9 })).toBe('http://crm.example/#/9');
    expect(url('https://crm.example/{name}', { name: "a'b(c)" })).toBe(
      'https://crm.example/a%27b%28c%29',
    );
  });
  it.each([
    'javascript:alert({number})',
    'data:text/html,{name}',
    '//crm.example/{number}',
    'https://{name}.example/',
    'https://crm.example{name}/',
    'https://crm.example:{number}/',
    'https://crm.example\\{name}',
    'https://u:p@crm.example/{number}',
    'ftp://crm.example/{number}',
    '{number}',
    '',
    'https://crm.example/{unknown}',
    'https://crm.example/{number',
    'https://crm.example/}{number}',
    'https://crm.example/{constructor}',
  ])('not opened: %s', (template) => {
    const values = Object.fromEntries(PLACEHOLDERS.map((name) => [name, '1']));
    expect(url(template, values)).toMatchObject({ ok: false, code: 'open/bad-url' });
    expect(checkTemplate(template).ok).toBe(false);
  });
  it('an empty variable: not opened, unless it may be empty', () => {
    const values = { number: '', queue: '  ' };
    expect(url('https://crm.example/?q={number}', values)).toEqual({
      ok: false,
      code: 'open/empty-variable',
      detail: 'number',
    });
    expect(url('https://crm.example/?q={queue}', values)).toMatchObject({ detail: 'queue' });
    expect(url('https://crm.example/?q={queue?}', values)).toBe('https://crm.example/?q=');
  });
  it.each(['.', '..'])('a value %s cannot leave its place in the path', (name) => {
    expect(url('https://crm.example/a/{name}/b', { name })).toMatchObject({ ok: false });
    expect(url('https://crm.example/a?x={name}', { name })).toBe(`https://crm.example/a?x=${name}`);
  });
  it('no value changes host, path depth or parameters', () => {
    const template = 'https://crm.example:8443/a/{name}/b?x={number}&y={queue?}#{line?}';
    fc.assert(
      fc.property(
        fc.record({
          name: fc.string({ unit: 'binary' }),
          number: fc.string({ unit: 'binary' }),
          queue: fc.string({ unit: 'binary' }),
          line: fc.string({ unit: 'grapheme' }),
        }),
        (values) => {
          const filled = fillUrl(template, values);
          if (!filled.ok) return;
          const { origin, pathname, searchParams, protocol } = new URL(filled.url);
          expect(origin).toBe('https://crm.example:8443');
          expect(protocol).toBe('https:');
          expect(pathname).toMatch(/^\/a\/[^/]+\/b$/);
          expect([...searchParams.keys()]).toEqual(['x', 'y']);
        },
      ),
      { numRuns: 500 },
    );
  });
});
