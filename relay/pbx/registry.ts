/** Every dialect this version speaks. A new one is one line here. */
import type { DialectDefinition } from './dialect.ts';
import { asterisk } from './asterisk/asterisk.ts';
import { generic } from './generic/generic.ts';
import { didww } from './didww.ts';
import { placetel } from './placetel/placetel.ts';
import { sipgate } from './sipgate/sipgate.ts';
import { fieldMapping } from './field-mapping/field-mapping.ts';
import { fusionpbx } from './fusionpbx/fusionpbx.ts';
import { freeswitch } from './freeswitch/freeswitch.ts';
import { fritzbox } from './fritzbox/fritzbox.ts';
import { nfon } from './nfon/nfon.ts';
import { openUrl } from './open-url/open-url.ts';
import { telnyx } from './telnyx.ts';
import { threecx } from './threecx/threecx.ts';
import { threecxCrm } from './threecx-crm/threecx-crm.ts';
import { twilio } from './twilio/twilio.ts';
import { verimor } from './verimor.ts';
import { yeastar } from './yeastar/yeastar.ts';

export const DIALECTS: readonly DialectDefinition[] = [
  generic,
  asterisk,
  didww,
  placetel,
  sipgate,
  telnyx,
  twilio,
  verimor,
  openUrl,
  fieldMapping,
  yeastar,
  fusionpbx,
  threecxCrm,
  freeswitch,
  fritzbox,
  nfon,
  threecx,
];

/** @returns undefined for a dialect that this version does not speak */
export function findDialect(id: string): DialectDefinition | undefined {
  return DIALECTS.find((one) => one.id === id);
}
