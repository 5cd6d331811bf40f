/**
 * Creating an access token from the agent's logged-in page: `POST /api/v1/user_access_token` with
 * the page's session and `X-CSRF-Token`. The fields were renamed between 5.x (`label`, `name`)
 * and 6.x (`name`, `token`); both are sent, either is read (measured on 5.5 and 6.5).
 */
export const TOKEN_PATH = '/api/v1/user_access_token';
export const TOKEN_NAME = 'Offhook';
/** All that Offhook needs: tickets and people, and the caller log. */
export const TOKEN_PERMISSIONS = ['ticket.agent', 'cti.agent'] as const;

export function tokenRequestBody(name: string = TOKEN_NAME) {
  return { label: name, name, permission: [...TOKEN_PERMISSIONS] };
}

/** The new token in Zammad's answer; undefined when there is none. */
export function tokenOfAnswer(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  const { token, name } = answer as { token?: unknown; name?: unknown };
  if (typeof token === 'string' && token !== '') return token;
  return typeof name === 'string' && name !== '' ? name : undefined;
}
