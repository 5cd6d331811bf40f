/**
 * A call in the words of Zammad's CTI endpoint. Facts of running Zammads 5.5 and 6.5: `direction`
 * on every event, E.164 digits as text (else its caller lookup skips them), at most 100 characters
 * in `from` and `to`, one plain text as `user` of an answer (a list breaks it).
 */
import type { Call, Party } from '../../lib/core/call.ts';

export type ForwardKind = 'newCall' | 'answer' | 'hangup';

/** Name and value pairs of the form, in order. */
export type ForwardBody = [string, string][];

/** Who answered, as Zammad knows them; only told when the admin wants Zammad to open screens. */
export interface AgentReference {
  userId?: number | undefined;
  login?: string | undefined;
}

const MAX_TEXT = 100;

export function forwardBody(
  kind: ForwardKind,
  call: Call,
  options: {
    agentReference: boolean;
    /** The agent who answered, when known. */
    agent?: (AgentReference & { name: string }) | undefined;
  },
): ForwardBody {
  const body: ForwardBody = [
    ['event', kind],
    ['callId', call.id],
    ['direction', call.direction === 'out' ? 'out' : 'in'],
    ['from', number(call.from)],
    ['to', number(call.to)],
  ];
  const queue = call.queue?.name ?? call.queue?.id;
  if (queue) body.push(['queue', queue.slice(0, MAX_TEXT)]);
  switch (kind) {
    case 'newCall':
      for (const name of people(call)) body.push(['user[]', name]);
      break;
    case 'answer':
      body.push(...answerer(call, options));
      break;
    case 'hangup':
      body.push(['cause', call.cause ?? 'normalClearing']);
      break;
  }
  return body;
}

/** Only of incoming calls: for outgoing ones it would overwrite the customer's name in the log. */
function answerer(call: Call, options: Parameters<typeof forwardBody>[2]): ForwardBody {
  if (call.direction === 'out') return [];
  const body: ForwardBody = [];
  const { agent } = options;
  // Zammad keeps a call that a mailbox took as missed when the answer says exactly this.
  if (call.answeredBy?.kind === 'voicemail') return [['user', 'voicemail']];
  const name = agent?.name ?? call.answeredBy?.name;
  // A login as `user` makes Zammad open a screen; a name does not.
  const user = options.agentReference ? (agent?.login ?? name) : withoutLogin(name);
  if (user) body.push(['user', user.slice(0, MAX_TEXT)]);
  if (!options.agentReference) return body;
  if (call.answeringNumber) body.push(['answeringNumber', call.answeringNumber.replace(/^\+/, '')]);
  if (agent?.userId !== undefined) body.push(['user_id', String(agent.userId)]);
  return body;
}

function withoutLogin(name: string | undefined): string | undefined {
  return name?.includes('@') ? name.split('@', 1)[0] : name;
}

function people(call: Call): string[] {
  const parties = call.direction === 'out' ? [call.from] : call.everRang;
  return parties
    .map((party) => party.name ?? party.extension)
    .filter((name) => name !== undefined)
    .map((name) => name.slice(0, MAX_TEXT));
}

function number(party: Party): string {
  if (party.withheld) return 'anonymous';
  const text = party.e164 ?? party.extension ?? party.raw?.trim();
  return text ? text.slice(0, MAX_TEXT) : 'anonymous';
}
