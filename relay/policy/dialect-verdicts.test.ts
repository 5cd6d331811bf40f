import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../lib/core/call.ts';
import type { DialectDefinition, PushAnswer } from '../pbx/dialect.ts';
import { DIALECTS } from '../pbx/registry.ts';
import { pushSamples, sampleOptions } from '../testing/pbx-samples.ts';
import { testDialect } from '../testing/test-dialect.ts';

const CONTINUE: Verdict = { action: 'continue' };
const BUSY: Verdict = { action: 'reject', reason: 'busy' };
const dial = (callerId: string, number = '493023125741'): Verdict => ({
  action: 'dial',
  callerId,
  number,
});
const DIAL = dial('493055571642');
const HOSTILE = [
  `"/><Reject/><x y="`,
  `'/><Hangup/>`,
  '</Number></Dial><Reject/>',
  '&lt;Reject/&gt; &amp; & &#60; %3C',
  ']]><!-- <?xml ?> --><![CDATA[',
  '","action":"reject","x":"\\',
  '\u0000\u0007\u001b\u202e\ud800 \r\n\r\n<x/>',
  '{{callerId}} {number} ${reason}',
];

const canBeTried = ({ id, options }: DialectDefinition) => v.is(options, sampleOptions(id));

/** Every way in which a dialect may be asked: its samples' paths and those of all. */
function answersOf(definition: DialectDefinition): ((verdict: Verdict) => PushAnswer)[] {
  if (!canBeTried(definition)) return [];
  const dialect = testDialect(definition, { options: sampleOptions(definition.id) });
  const { answer } = dialect;
  if (!answer) return [];
  const rests = pushSamples(definition.id).map(({ request }) => request.rest ?? '');
  return [...new Set(['', '/in', '/out', '/voice', ...rests])].map(
    (rest) => (verdict) => answer.call(dialect, verdict, { rest, query: new URLSearchParams() }),
  );
}
const answering = DIALECTS.filter((definition) => answersOf(definition).length > 0);
const silent = DIALECTS.filter((definition) => !answering.includes(definition));
const differs = (definition: DialectDefinition, verdict: Verdict) =>
  answersOf(definition).some((answer) => answer(verdict).body !== answer(CONTINUE).body);

const TAG = /^<(\/?)([A-Za-z][\w.-]*)((?:\s+[A-Za-z][\w.-]*="[^"<]*")*)\s*(\/?)>/;
const TEXT = /^(?:[^<>&"']|&(?:amp|lt|gt|quot|apos);)+/;

/** The tags of a document with their attributes' names, in order. @throws when it is not well-formed */
function tagsOf(xml: string): string[] {
  const tags: string[] = [];
  const open: string[] = [];
  let rest = xml.replace(/^<\?xml [^<>]*\?>\s*/, '').trim();
  if (/[^\P{Cc}\n\r\t]/u.test(rest)) throw new Error('control characters');
  if (/\p{Cs}/u.test(rest)) throw new Error('half a character');
  while (rest !== '') {
    const tag = TAG.exec(rest);
    const text = tag ? null : TEXT.exec(rest);
    if (!tag && (!text || open.length === 0)) throw new Error(`not well-formed at: ${rest}`);
    rest = rest.slice((tag ?? text)?.[0].length);
    if (!tag) continue;
    const [, closing, name = '', attributes = '', empty] = tag;
    for (const [, value = ''] of attributes.matchAll(/="([^"]*)"/g)) {
      if (value !== '' && TEXT.exec(value)?.[0] !== value) throw new Error(`attribute: ${value}`);
    }
    if (closing && open.pop() !== name) throw new Error(`</${name}> closes nothing`);
    if (!closing && !empty) open.push(name);
    const names = [...attributes.matchAll(/([\w.-]+)="/g)].map(([, key]) => key);
    tags.push([closing ? `/${name}` : name, ...names].join(' '));
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)}> stays open`);
  return tags;
}

/** What a machine reads out of an answer, values left out. @throws when it cannot be read */
function shapeOf({ contentType, body }: PushAnswer): unknown {
  if (/json/.test(contentType)) return Object.keys(JSON.parse(body) as object);
  if (/xml/.test(contentType)) {
    // An empty element and one with an empty text mean the same.
    return tagsOf(body)
      .join('>')
      .replaceAll(/>\/[^>]+/g, '');
  }
  return body;
}

describe('PO30: every dialect words the verdict itself', () => {
  it.each(answering.map((definition) => [definition.id, definition] as const))(
    '%s: can do what its capabilities say',
    (_id, definition) => {
      const { reject, setCallerId } = definition.capabilities;
      expect({
        reject: differs(definition, BUSY) || differs(definition, { ...BUSY, reason: 'rejected' }),
        setCallerId: differs(definition, DIAL),
      }).toEqual({ reject, setCallerId });
    },
  );
  it.each(answering.map((definition) => [definition.id, definition] as const))(
    '%s: words each verdict readably, and the caller id as it is',
    (_id, definition) => {
      for (const answer of answersOf(definition)) {
        for (const verdict of [CONTINUE, BUSY, { ...BUSY, reason: 'rejected' } as const, DIAL]) {
          expect(() => shapeOf(answer(verdict))).not.toThrow();
        }
        const { body } = answer(DIAL);
        if (body !== answer(CONTINUE).body) expect(body).toContain('493055571642');
      }
    },
  );
  it.each(
    answering.flatMap((definition) =>
      HOSTILE.map((text) => [definition.id, JSON.stringify(text), definition, text] as const),
    ),
  )('%s: a caller id or number %s stays a value', (_id, _text, definition, text) => {
    for (const answer of answersOf(definition)) {
      const plain = shapeOf(answer(DIAL));
      if (!/json|xml/.test(answer(DIAL).contentType)) continue;
      // Or it is no number that this system would take, and nothing is said.
      expect([plain, shapeOf(answer(CONTINUE))]).toContainEqual(shapeOf(answer(dial(text))));
      expect(shapeOf(answer(dial('493055571642', text)))).toEqual(plain);
    }
  });
  it('each has options to try it with', () => {
    const without = DIALECTS.filter((definition) => !canBeTried(definition));
    expect(without.map(({ id }) => `tests/fixtures/pbx/${id}/options.json`)).toEqual([]);
  });
  it('one that does not answer claims neither', () => {
    for (const { id, capabilities } of silent) {
      expect({ id, ...capabilities }).toMatchObject({ id, reject: false, setCallerId: false });
    }
    expect(answering.length).toBeGreaterThan(0);
  });
  it('the reader of this table sees what is not well-formed', () => {
    const broken = ['<a>', '<a/><b', '<a b=x/>', '<a>&</a>', '<a b="<"/>', '<a></b>', 'x<a/>'];
    for (const xml of broken) expect(() => tagsOf(xml)).toThrow(/well-formed|open|closes/);
    expect(tagsOf('<a b="&lt;"><c/>x &amp; y</a>')).toEqual(['a b', 'c', '/a']);
  });
});
