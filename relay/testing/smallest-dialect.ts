/** The smallest dialect there is: shown in docs/telephony/adding-a-dialect.md, run by its test. */
import * as v from 'valibot';
import type { PbxEvent } from '../../lib/core/call.ts';
import { readCause } from '../pbx/causes.ts';
import { defineDialect } from '../pbx/dialect.ts';
import { readFields } from '../pbx/fields.ts';
import { readDirection, readEventWord } from '../pbx/generic/words.ts';
import { readNumber, readPerson } from '../pbx/parties.ts';
import { shortenId, unreadable } from '../pbx/reading.ts';

export const smallest = defineDialect({
  id: 'smallest',
  name: 'Smallest PBX',
  capabilities: {
    reject: true,
    setCallerId: false,
    dial: false,
    ringingTargets: false,
    queues: false,
    transfers: false,
    outgoingAnswer: true,
    snapshot: false,
  },
  options: v.strictObject({}),
  create: ({ connection, phone, markOurs }) => ({
    async receive(request, at) {
      const body = await readFields(request.query, request.contentType, request.body);
      const { fields } = body ?? {};
      const word = readEventWord(fields?.first(['state']) ?? '');
      const id = fields?.first(['id'])?.trim();
      if (!fields || !body || !word || !id) return unreadable('"state" or "id" is missing');
      const event: PbxEvent = { source: connection.id, kind: word.kind, callId: shortenId(id), at };
      const direction = readDirection(fields.first(['way']) ?? '');
      if (direction) event.direction = direction;
      const caller = fields.first(['caller']);
      const called = fields.first(['called']);
      const agent = fields.first(['agent']);
      if (caller !== undefined) event.from = markOurs(readNumber(caller, phone));
      if (called !== undefined) event.to = markOurs(readNumber(called, phone));
      if (agent !== undefined && word.kind === 'answer')
        event.answeredBy = readPerson(agent, phone);
      const cause = readCause(fields.first(['why']) ?? '');
      if (word.kind === 'hangup') event.end = cause ? { cause } : {};
      return { ok: true, events: [event], raw: body.text };
    },
    answer: (verdict) => ({
      contentType: 'text/plain',
      body: verdict.action === 'reject' ? 'REJECT' : 'OK',
    }),
  }),
});
