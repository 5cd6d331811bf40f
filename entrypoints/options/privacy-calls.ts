import type { PrivacyActions } from '../../components/privacy/PrivacyView.tsx';
import type { Call } from '../../lib/rpc/client.ts';

/** What the page asks about a number. */
export function privacyCalls(call: Call): Omit<PrivacyActions, 'download'> {
  return {
    look: (text) => call('privacy.report', { text }),
    exportFile: (text) => call('privacy.export', { text }),
    erase: (text) => call('privacy.erase', { text }),
  };
}
