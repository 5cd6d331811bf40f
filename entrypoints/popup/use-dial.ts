import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DialFieldProps, NumberCheck } from '../../components/popup/DialField.tsx';
import type { Call } from '../../lib/rpc/client.ts';
import type { Queries } from '../../lib/state/queries.ts';
import { followTelLink } from '../../lib/state/tel-link.ts';

/** The dial field: reads the number while it is typed, dials on request. */
export function useDial(call: Call, queries: Queries): DialFieldProps {
  const [text, setText] = useState('');
  const [dialled, setDialled] = useState<DialFieldProps['dialled']>();
  const number = useQuery(queries.number(text));

  function check(): NumberCheck {
    if (text.trim() === '') return { state: 'empty' };
    if (!number.data) return { state: 'checking' };
    if (number.data.ok) return { state: 'readable', display: number.data.value.display };
    // Half a number is no mistake yet.
    return text.replace(/\D/g, '').length < 5
      ? { state: 'checking' }
      : { state: 'refused', code: number.data.code };
  }
  async function dial(wanted: string): Promise<void> {
    const answer = await call('dial.start', { text: wanted });
    setDialled(answer.ok ? { display: answer.value.display } : { code: answer.code });
    if (answer.ok && answer.value.href) followTelLink(document, answer.value.href, '_blank');
  }

  return {
    check: check(),
    dialled,
    onText(next) {
      setText(next);
      setDialled(undefined);
    },
    onDial: (wanted) => void dial(wanted),
  };
}
