/** The telephone systems that scenarios can be played as. */
import { didwwEncoder } from './didww.ts';
import type { Encoder } from './encoder.ts';
import { fusionpbxEncoder } from './fusionpbx.ts';
import { genericEncoder } from './generic.ts';
import { openUrlEncoder } from './open-url.ts';
import { placetelEncoder } from './placetel.ts';
import { sipgateEncoder } from './sipgate.ts';
import { telnyxEncoder } from './telnyx.ts';
import { threecxCrmEncoder } from './threecx-crm.ts';
import { twilioEncoder } from './twilio.ts';
import { verimorEncoder } from './verimor.ts';
import { yeastarEncoder } from './yeastar.ts';

export const ENCODERS: readonly Encoder[] = [
  genericEncoder,
  didwwEncoder,
  fusionpbxEncoder,
  openUrlEncoder,
  placetelEncoder,
  sipgateEncoder,
  telnyxEncoder,
  threecxCrmEncoder,
  twilioEncoder,
  verimorEncoder,
  yeastarEncoder,
];

export function findEncoder(dialect: string): Encoder | undefined {
  return ENCODERS.find((one) => one.dialect === dialect);
}
