import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConnectValues, TokenCreation } from '../../components/connect/ConnectForm.tsx';
import type { Call } from '../../lib/rpc/client.ts';
import type { Queries } from '../../lib/state/queries.ts';
import { originPattern } from '../../lib/zammad-ui/address.ts';

export interface ConnectNeeds {
  call: Call;
  queries: Queries;
  requestOrigin: (pattern: string) => Promise<boolean>;
}

/** The steps of connecting. What the browser must be asked for is asked straight in the click. */
export function useConnect({ call, queries, requestOrigin }: ConnectNeeds) {
  const client = useQueryClient();
  const [creation, setCreation] = useState<TokenCreation>({ state: 'none' });
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string>();
  const [round, setRound] = useState(0);

  async function allowed(address: string): Promise<boolean> {
    try {
      return await requestOrigin(originPattern(address));
    } catch {
      return false;
    }
  }
  async function createToken(zammadUrl: string): Promise<void> {
    setCreation({ state: 'creating' });
    if (!(await allowed(zammadUrl)))
      return setCreation({ state: 'failed', code: 'connect/permission' });
    const answer = await call('connect.createToken', { zammadUrl });
    setCreation(answer.ok ? { state: 'created' } : { state: 'failed', code: answer.code });
  }
  async function connect({ zammadUrl, token, relayUrl }: ConnectValues): Promise<void> {
    setBusy(true);
    setFailed(undefined);
    setFailed(await attempt());
    setBusy(false);

    async function attempt(): Promise<string | undefined> {
      if (!(await allowed(zammadUrl))) return 'connect/permission';
      const probe = await call('connect.probe', { zammadUrl });
      if (!probe.ok) return probe.code;
      const saved = await call('connect.save', {
        zammadUrl: probe.value.zammadUrl,
        relayUrl,
        ...(token ? { token } : {}),
      });
      if (!saved.ok) return saved.code;
      client.setQueryData(queries.checks.queryKey, saved.value);
      await client.invalidateQueries({ queryKey: queries.connection.queryKey });
      return undefined;
    }
  }
  async function disconnect(): Promise<void> {
    await call('connect.disconnect', {});
    client.removeQueries({ queryKey: queries.checks.queryKey });
    setCreation({ state: 'none' });
    await client.invalidateQueries();
    setRound(round + 1);
  }

  return {
    formKey: String(round),
    creation,
    busy,
    failed,
    createToken: (zammadUrl: string) => void createToken(zammadUrl),
    connect: (values: ConnectValues) => void connect(values),
    disconnect: () => void disconnect(),
  };
}
