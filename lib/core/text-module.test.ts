import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filled, GAP, htmlToText, matchingModules } from './text-module.ts';

describe('HTML as plain text', () => {
  it.each([
    ['<div>Dear <b>Ida</b>,<br>thank you.</div>', 'Dear Ida,\nthank you.'],
    ['<p>One</p><p>Two</p>', 'One\n\nTwo'],
    ['<ul><li>a</li><li>b</li></ul>c', '- a\n- b\nc'],
    ['a &amp; b &lt;c&gt; &#228; &#x1F600; &nbsp;d', 'a & b <c> ä 😀 d'],
    ['<script>alert(1)</script>x<style>p{}</style>', 'x'],
    ['<scr<script>ipt>alert(1)</script>y', ''],
    ['x<img src=1 onerror=alert(1)', 'x'],
    ['x<!-- never closed', 'x'],
    ['&#0;&#xD800;&#99999999;x', '&#99999999;x'],
    ['&unknown; &amp;lt;b&amp;gt;', '&unknown; &lt;b&gt;'],
    ['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
    ['', ''],
  ])('%j', (html, text) => expect(htmlToText(html)).toBe(text));
  it('is quick with what is huge and unclosed', () => {
    const started = performance.now();
    htmlToText('<'.repeat(50_000) + '<!--'.repeat(10_000) + '<script'.repeat(10_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
  it('leaves no tag, whatever comes', () => {
    const part = fc.constantFrom('<', '>', 'script', '/', 'b', ' ', '&lt', ';', 'p', '!--', '-->');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const html = parts.join('');
        if (!html.includes('&lt'))
          expect(htmlToText(html)).not.toMatch(/<\/?(?:b|p|script)\b[^>]*>/);
      }),
    );
  });
});

describe('variables', () => {
  const values = {
    'ticket.customer.firstname': 'Ida',
    'user.lastname': '  ',
    'config.fqdn': 'z.example',
  };
  it('are filled in', () => {
    expect(filled('Dear #{ticket.customer.firstname} (#{ config.fqdn })', values)).toBe(
      'Dear Ida (z.example)',
    );
  });
  it.each(['#{user.lastname}', '#{ticket.secret}', '#{constructor}', '#{t(ticket.state.name)}'])(
    '%s is not known: a gap, nothing invented',
    (name) => expect(filled(`a ${name} b`, values)).toBe(`a ${GAP} b`),
  );
  it('a value is no variable and no pattern', () => {
    const tricky = { 'ticket.title': '$& #{config.fqdn}', 'config.fqdn': 'z' };
    expect(filled('#{ticket.title}', tricky)).toBe('$& #{config.fqdn}');
  });
  it('what is no variable stays', () => {
    expect(filled('100 # {a} #{} ${b}', values)).toBe('100 # {a} #{} ${b}');
  });
});

describe('looking for a module', () => {
  const modules = [
    { name: 'Rope, delivery', keywords: 'sling' },
    { name: 'Thanks', keywords: 'bye, rope' },
    { name: 'European rope', keywords: '' },
  ];
  const names = (query: string) => matchingModules(modules, query).map(({ name }) => name);
  it('by name and keywords, what begins like this first', () => {
    expect(names('ROPE')).toEqual(['Rope, delivery', 'Thanks', 'European rope']);
    expect(names('rope deliv')).toEqual(['Rope, delivery']);
    expect(names('nothing')).toEqual([]);
    expect(names('')).toHaveLength(3);
  });
});
