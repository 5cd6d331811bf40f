import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ConnectView } from '../../components/connect/ConnectView.tsx';
import { PageFrame } from '../../components/page/PageFrame.tsx';
import type { Call } from '../../lib/rpc/client.ts';
import type { Settings } from '../../lib/core/settings.ts';
import type { Queries } from '../../lib/state/queries.ts';
import { readAddress } from '../../lib/zammad-ui/address.ts';
import type { Invite } from './invite.ts';
import { useConnect } from './use-connect.ts';

export interface OptionsProps {
  call: Call;
  queries: Queries;
  invite: Invite | undefined;
  /** Asks the browser for one address; must run straight in a click. */
  requestOrigin: (pattern: string) => Promise<boolean>;
}

/** Feeds the connect page. The form appears once it is known what can be filled in. */
export function Options({ call, queries, invite, requestOrigin }: OptionsProps) {
  const client = useQueryClient();
  const settings = useQuery(queries.settings);
  const connection = useQuery(queries.connection);
  const suggestion = useQuery(queries.suggestion);
  const connected = connection.data?.zammadUrl !== undefined;
  const checks = useQuery({ ...queries.checks, enabled: connected });
  const connect = useConnect({ call, queries, requestOrigin });
  const change = useMutation({
    mutationFn: (part: Partial<Settings>) => call('settings.set', part),
    onSuccess: (result) => {
      if (result.ok) client.setQueryData(queries.settings.queryKey, result.value);
    },
  });

  if (connection.isPending || suggestion.isPending) return null;
  const zammadUrl = invite?.zammadUrl ?? connection.data?.zammadUrl ?? suggestion.data?.zammadUrl;
  const relayUrl = invite?.relayUrl ?? connection.data?.relayUrl ?? suggestion.data?.relayUrl;
  const fromTab = suggestion.data?.zammadUrl !== undefined && !connected;
  return (
    <PageFrame locale={settings.data?.locale ?? 'auto'}>
      <ConnectView
        formKey={connect.formKey}
        form={{
          initial: { zammadUrl: zammadUrl ?? '', relayUrl: relayUrl ?? '' },
          source: invite ? 'invite' : fromTab ? 'tab' : 'none',
          hasToken: connected,
          creation: connect.creation,
          busy: connect.busy,
          failed: connect.failed,
          readAddress,
          onCreateToken: connect.createToken,
          onConnect: connect.connect,
        }}
        checks={checks.data}
        checking={checks.isFetching}
        settings={settings.data && { settings: settings.data, onChange: change.mutate }}
        connected={connected}
        onCheck={() => void checks.refetch()}
        onDisconnect={connect.disconnect}
      />
    </PageFrame>
  );
}
