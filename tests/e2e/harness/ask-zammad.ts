/** One request to Zammad with an agent's token, past the fault proxy. */
import type { TestAgent, ZammadTarget } from './target.ts';

/** @throws when Zammad does not answer 2xx */
export async function askZammad<T>(
  { url }: ZammadTarget,
  { token }: TestAgent,
  method: string,
  path: string,
  body?: object,
): Promise<T> {
  const answer = await fetch(`${url}/api/v1/${path}`, {
    method,
    headers: { authorization: `Token token=${token}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}`);
  return (await answer.json()) as T;
}
