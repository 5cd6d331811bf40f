/** A telephone system: sends the forms of Zammad's Push API, as the document prints them. */
import { randomUUID } from 'node:crypto';

export interface PbxAnswer {
  status: number;
  body: unknown;
}

export interface NewCall {
  callId?: string;
  from: string;
  to?: string;
  direction?: 'in' | 'out';
  /** Real names of those it rings at. */
  users?: string[];
  queue?: string;
}

export interface Ringing {
  callId: string;
  from: string;
  to: string;
  direction: 'in' | 'out';
  answered: PbxAnswer;
  answer(user?: string, answeringNumber?: string): Promise<PbxAnswer>;
  hangup(cause?: string): Promise<PbxAnswer>;
}

export interface Pbx {
  /** Address of the endpoint, with its secret. */
  endpoint: string;
  ring(call: NewCall): Promise<Ringing>;
  /** One form as it is. */
  post(form: URLSearchParams | string): Promise<PbxAnswer>;
}

export function createPbx(relayUrl: () => string, secret: string): Pbx {
  const endpoint = () => `${relayUrl()}/api/v1/cti/${secret}`;
  const post = async (form: URLSearchParams | string): Promise<PbxAnswer> => {
    const answer = await fetch(endpoint(), {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    });
    const text = await answer.text();
    return { status: answer.status, body: parsed(text) };
  };
  return {
    get endpoint() {
      return endpoint();
    },
    post,
    ring: async (call) => {
      const base = {
        callId: call.callId ?? randomUUID(),
        from: call.from,
        to: call.to ?? '4930123000',
        direction: call.direction ?? 'in',
      };
      const form = new URLSearchParams({ event: 'newCall', ...base });
      for (const user of call.users ?? []) form.append('user[]', user);
      if (call.queue) form.set('queue', call.queue);
      const answered = await post(form);
      return {
        ...base,
        answered,
        answer: (user, answeringNumber) =>
          post(
            new URLSearchParams({
              event: 'answer',
              ...base,
              ...(user ? { user } : {}),
              ...(answeringNumber ? { answeringNumber } : {}),
            }),
          ),
        hangup: (cause = 'normalClearing') =>
          post(new URLSearchParams({ event: 'hangup', cause, ...base })),
      };
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
