/** An event of FreeSWITCH as JSON, cut down to the fields that are read. */

export type EslEvent = Readonly<Record<string, string | undefined>>;

/** Event names to subscribe to; subclasses of CUSTOM come last, everything after it is one. */
export const SUBSCRIBE =
  'CHANNEL_CREATE CHANNEL_ORIGINATE CHANNEL_ANSWER CHANNEL_BRIDGE CHANNEL_HANGUP_COMPLETE HEARTBEAT CUSTOM callcenter::info';

const FIELDS = [
  'Event-Name',
  'Event-Subclass',
  'Event-Date-Timestamp',
  'Unique-ID',
  'Channel-Call-UUID',
  'Channel-Name',
  'Channel-Presence-ID',
  'Call-Direction',
  'Answer-State',
  'Hangup-Cause',
  'Caller-Context',
  'Caller-Caller-ID-Name',
  'Caller-Caller-ID-Number',
  'Caller-Callee-ID-Name',
  'Caller-Destination-Number',
  'Caller-Privacy-Hide-Number',
  'Other-Leg-Unique-ID',
  'Bridge-A-Unique-ID',
  'Bridge-B-Unique-ID',
  'variable_call_direction',
  'variable_sip_gateway',
  'variable_sip_gateway_name',
  'variable_dialed_user',
  'variable_user_name',
  'variable_current_application',
  'variable_last_app',
  'variable_hangup_cause_q850',
  'variable_sip_term_status',
  'variable_sip_hangup_disposition',
  'variable_originate_disposition',
  'variable_last_bridge_hangup_cause',
  'variable_bridge_hangup_cause',
  'variable_cc_member_session_uuid',
  'variable_other_loopback_leg_uuid',
  'variable_loopback_from_uuid',
  'CC-Action',
  'CC-Queue',
  'CC-Agent',
  'CC-Agent-UUID',
  'CC-Member-Session-UUID',
  'CC-Member-CID-Name',
  'CC-Member-CID-Number',
] as const;

const MAX_TEXT = 300;

/** @returns undefined for anything that is no JSON object */
export function readEslEvent(json: string): EslEvent | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return undefined;
  }
  return typeof parsed === 'object' && parsed !== null ? pick(parsed) : undefined;
}

function pick(from: object): EslEvent {
  const fields = new Map(Object.entries(from));
  const event: Record<string, string> = {};
  for (const name of FIELDS) {
    const value = fields.get(name);
    if (typeof value === 'string' && value !== '') event[name] = value.slice(0, MAX_TEXT);
  }
  return event;
}
