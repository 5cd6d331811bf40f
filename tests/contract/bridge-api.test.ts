import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { namedFields } from './named-fields.ts';
import { type Exchange, recording, VERSIONS } from './recording.ts';
import { differences } from './shape.ts';

/** What the bridge asks of Zammad besides what agents do: organisations, lists by change, switching off. */
describe.each(VERSIONS)('the sandbox answers the bridge as Zammad %s did', (version) => {
  let sandbox: Sandbox;
  /** Recorded id → ours, of what the exchanges make. */
  const ids = new Map<number, number>();
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, flavour: version });
  });
  afterAll(() => sandbox.close());

  function ask({ request }: Exchange): Promise<Response> {
    const known = (id: number) => ids.get(id) ?? id;
    const path = request.path.replace(
      /(users\/|ids\[\]=)(\d+)/,
      (_, head: string, id: string) => head + known(Number(id)),
    );
    const body = request.json as { organization_id?: number | null } | undefined;
    const sent = body?.organization_id
      ? { ...body, organization_id: known(body.organization_id) }
      : body;
    return fetch(sandbox.url + path, {
      method: request.method,
      headers: { authorization: 'Token token=sandbox-agent1', 'content-type': 'application/json' },
      ...(sent && { body: JSON.stringify(sent) }),
    });
  }

  for (const exchange of recording(version, 'bridge-api')) {
    it(`${exchange.n} ${exchange.name}`, async () => {
      const recorded = exchange.response.json;
      const response = await ask(exchange);
      const ours = JSON.parse(await response.text());
      expect(response.status).toBe(exchange.response.status);
      expect(namedFields(ours)).toEqual(namedFields(recorded));
      expect(differences(recorded, ours)).toEqual([]);
      if (Array.isArray(recorded)) expect(ours).toHaveLength(recorded.length);
      const made = (recorded as { id?: number }).id;
      if (exchange.request.method === 'POST' && made !== undefined) ids.set(made, ours.id);
    });
  }
});
