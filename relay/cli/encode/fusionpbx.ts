/** A Lua script in FusionPBX: the generic fields, with FreeSWITCH's words for the end. */
import { type Encoder, form } from './encoder.ts';
import { genericEncoder } from './generic.ts';

const CAUSES: Record<string, string> = {
  normalClearing: 'NORMAL_CLEARING',
  busy: 'USER_BUSY',
  cancel: 'ORIGINATOR_CANCEL',
  noAnswer: 'NO_ANSWER',
  congestion: 'NORMAL_CIRCUIT_CONGESTION',
  notFound: 'UNALLOCATED_NUMBER',
  forwarded: 'BLIND_TRANSFER',
};

export const fusionpbxEncoder: Encoder = {
  dialect: 'fusionpbx',
  encode(step, context) {
    return genericEncoder.encode(step, context).map((request) => {
      const fields = [...new URLSearchParams(request.body)].map(([key, text]): [string, string] =>
        key === 'cause' ? [key, CAUSES[text] ?? text] : [key, text],
      );
      return { ...request, body: form(fields) };
    });
  },
};
