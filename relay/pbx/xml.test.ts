import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readXml } from '../testing/read-xml.ts';
import { element, escapeXml, xmlAnswer, xmlRefusal } from './xml.ts';

describe('element', () => {
  it('escapes what would end an attribute or a text', () => {
    const { xml } = element('Dial', { callerId: `"><Hangup/>'&` }, ['</Dial>&amp;']);
    expect(xml).toBe(
      '<Dial callerId="&quot;&gt;&lt;Hangup/&gt;&apos;&amp;">&lt;/Dial&gt;&amp;amp;</Dial>',
    );
  });
  it('leaves out attributes without a value, and closes what is empty', () => {
    expect(element('Reject', { reason: undefined }).xml).toBe('<Reject/>');
  });
  it('drops what XML knows no spelling for', () => {
    expect(escapeXml('a\u0000b\ud800c\u001b\ufffed😀')).toBe('abcd😀');
  });
  it('any text stays text, in any place (1000 runs)', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const { body } = xmlAnswer(element('R', { a: one }, [element('N', {}, [other]), other]));
        const root = readXml(body);
        expect(root.attributes.a).toBe(readable(one));
        const inner = root.children[0];
        expect(inner).toMatchObject({ name: 'N' });
      }),
      { numRuns: 1000 },
    );
  });
});

describe('xmlRefusal', () => {
  it('is a document with the reason', () => {
    expect(readXml(xmlRefusal('"event" is missing').body)).toMatchObject({
      name: 'Response',
      children: [{ name: 'Error', children: ['"event" is missing'] }],
    });
  });
});

function readable(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex -- what XML 1.0 forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
  );
}
