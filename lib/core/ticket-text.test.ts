import { describe, expect, it } from 'vitest';
import { escapeHtml, type TicketCall, ticketBody, ticketTitle } from './ticket-text.ts';

const call: TicketCall = {
  direction: 'in',
  number: '+49 30 609854180',
  line: 'Support',
  startedAt: Date.UTC(2026, 10, 21, 11, 4),
};

describe('title and text of a ticket about a call', () => {
  it('hides nothing and adds no markup from outside', () => {
    const hostile = { ...call, line: '<img src=x onerror=alert(1)>', queue: '"&\'' };
    const body = ticketBody(hostile, 'en', 'Europe/Berlin');
    expect(body).not.toContain('<img');
    expect(body).toContain('&lt;img');
    expect(body).toContain('&quot;&amp;&#39;');
  });
  it('English', () => {
    expect(ticketTitle(call, 'en', 'Europe/Berlin')).toBe(
      'Call from +49 30 609854180 (Support) on 21.11.2026, 12:04',
    );
    expect(ticketBody(call, 'en', 'Europe/Berlin')).toBe(
      'Number: +49 30 609854180<br>Line: Support<br>Time: 21.11.2026, 12:04<br><br>',
    );
  });
  it('German, outgoing', () => {
    expect(ticketTitle({ ...call, direction: 'out' }, 'de', 'Europe/Berlin')).toBe(
      'Anruf bei +49 30 609854180 (Support) am 21.11.2026, 12:04',
    );
  });
  it('withheld, no line', () => {
    const hidden = { ...call, number: '', line: '' };
    expect(ticketTitle(hidden, 'de', 'UTC')).toBe(
      'Anruf von unterdrückter Nummer am 21.11.2026, 11:04',
    );
  });
  it('never longer than Zammad takes', () => {
    expect(ticketTitle({ ...call, line: 'x'.repeat(500) }, 'en')).toHaveLength(250);
  });
  it('escapes all five', () => expect(escapeHtml(`&<>"'`)).toBe('&amp;&lt;&gt;&quot;&#39;'));
});
