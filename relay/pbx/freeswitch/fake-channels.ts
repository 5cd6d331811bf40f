/** Channel events as FreeSWITCH's documentation shows them, for tests. */

type Fields = Record<string, string>;

function channel(name: string, id: string, call: string, more: Fields): (event: string) => Fields {
  return (event) => ({
    'Event-Name': event,
    'Unique-ID': id,
    'Channel-Call-UUID': call,
    'Channel-Name': name,
    'Answer-State': event === 'CHANNEL_CREATE' ? 'ringing' : 'answered',
    ...more,
  });
}

/** A caller from outside. */
export const fromTrunk = (id: string, caller: string, called: string, more: Fields = {}) =>
  channel(`sofia/external/${caller}@sip.example`, id, id, {
    'Call-Direction': 'inbound',
    'Caller-Context': 'public',
    'Caller-Caller-ID-Number': caller,
    'Caller-Caller-ID-Name': caller,
    'Caller-Destination-Number': called,
    ...more,
  });

/** A phone of ours that dials. */
export const fromUser = (id: string, user: string, called: string, more: Fields = {}) =>
  channel(`sofia/internal/${user}@pbx.example`, id, id, {
    'Call-Direction': 'inbound',
    'Caller-Context': 'default',
    'Caller-Caller-ID-Number': user,
    'Caller-Caller-ID-Name': `Agent ${user}`,
    'Caller-Destination-Number': called,
    variable_user_name: user,
    ...more,
  });

/** A phone of ours that is dialled. */
export const toUser = (id: string, call: string, user: string, more: Fields = {}) =>
  channel(`sofia/internal/${user}@10.0.0.9:5060`, id, call, {
    'Call-Direction': 'outbound',
    'Caller-Destination-Number': user,
    'Caller-Callee-ID-Name': `Agent ${user}`,
    'Other-Leg-Unique-ID': call,
    variable_dialed_user: user,
    ...more,
  });

/** Somebody outside who is dialled. */
export const toTrunk = (id: string, call: string, number: string, more: Fields = {}) =>
  channel(`sofia/external/${number}@sip.example`, id, call, {
    'Call-Direction': 'outbound',
    'Caller-Destination-Number': number,
    'Caller-Callee-ID-Name': 'Outbound Call',
    'Other-Leg-Unique-ID': call,
    variable_sip_gateway_name: 'provider',
    ...more,
  });

export function bridge(one: string, two: string, call = one): Fields {
  return {
    'Event-Name': 'CHANNEL_BRIDGE',
    'Unique-ID': one,
    'Channel-Call-UUID': call,
    'Other-Leg-Unique-ID': two,
    'Bridge-A-Unique-ID': one,
    'Bridge-B-Unique-ID': two,
  };
}

export function hangup(id: string, cause = 'NORMAL_CLEARING', more: Fields = {}): Fields {
  const name = 'CHANNEL_HANGUP_COMPLETE';
  return { 'Event-Name': name, 'Unique-ID': id, 'Hangup-Cause': cause, ...more };
}

export function queueing(action: string, member: string, more: Fields = {}): Fields {
  return {
    'Event-Name': 'CUSTOM',
    'Event-Subclass': 'callcenter::info',
    'CC-Action': action,
    'CC-Queue': 'support@default',
    'CC-Member-Session-UUID': member,
    ...more,
  };
}
