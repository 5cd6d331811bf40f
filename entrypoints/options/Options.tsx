import { useQuery } from '@tanstack/react-query';
import { PageFrame } from '../../components/page/PageFrame.tsx';
import { OptionsView } from '../../components/settings/OptionsView.tsx';
import type { TryOut } from '../../components/settings/SoundSection.tsx';
import type { Answer } from '../../lib/core/card-actions.ts';
import type { Call } from '../../lib/rpc/client.ts';
import type { Queries } from '../../lib/state/queries.ts';
import { readAddress } from '../../lib/zammad-ui/address.ts';
import type { Invite } from './invite.ts';
import { privacyCalls } from './privacy-calls.ts';
import { useConnect } from './use-connect.ts';
import { useSettingsCalls } from './use-settings-calls.ts';

export interface OptionsProps {
  call: Call;
  queries: Queries;
  invite: Invite | undefined;
  /** Section that the address names. */
  anchor: string | undefined;
  /** Asks the browser for one address; must run straight in a click. */
  requestOrigin: (pattern: string) => Promise<boolean>;
  tryOut: TryOut;
  copy: (text: string) => Promise<Answer>;
  download: (file: { text: string; name: string }) => void;
}

/** Feeds the options page. The form appears once it is known what can be filled in. */
export function Options(props: OptionsProps) {
  const { call, queries, invite, requestOrigin } = props;
  const view = useQuery(queries.settingsView);
  const connection = useQuery(queries.connection);
  const suggestion = useQuery(queries.suggestion);
  const connected = connection.data?.zammadUrl !== undefined;
  const checks = useQuery({ ...queries.checks, enabled: connected });
  const connect = useConnect({ call, queries, requestOrigin });
  const settings = useSettingsCalls({ call, queries });

  if (connection.isPending || suggestion.isPending) return null;
  const address = (key: 'zammadUrl' | 'relayUrl') =>
    suggestion.data?.locked?.includes(key)
      ? suggestion.data[key]
      : (invite?.[key] ?? connection.data?.[key] ?? suggestion.data?.[key]);
  const fromTab = suggestion.data?.zammadUrl !== undefined && !connected;
  return (
    <PageFrame locale={view.data?.values.locale ?? 'auto'}>
      <OptionsView
        anchor={props.anchor}
        view={view.data}
        settings={settings}
        tryOut={props.tryOut}
        backup={{ ...settings, download: props.download }}
        privacy={{ ...privacyCalls(call), download: props.download }}
        diagnostics={{ diagnose: settings.diagnose, copy: props.copy }}
        connect={{
          formKey: connect.formKey,
          form: {
            initial: {
              zammadUrl: address('zammadUrl') ?? '',
              relayUrl: address('relayUrl') ?? '',
            },
            source: invite ? 'invite' : fromTab ? 'tab' : 'none',
            locked: suggestion.data?.locked,
            hasToken: connected,
            creation: connect.creation,
            busy: connect.busy,
            failed: connect.failed,
            readAddress,
            onCreateToken: connect.createToken,
            onConnect: connect.connect,
          },
          checks: connected ? checks.data : undefined,
          checking: checks.isFetching,
          connected,
          onCheck: () => void checks.refetch(),
          onDisconnect: connect.disconnect,
        }}
      />
    </PageFrame>
  );
}
