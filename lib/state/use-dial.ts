import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Call } from '../rpc/client.ts';
import type { Queries } from './queries.ts';
import { followTelLink } from './tel-link.ts';

/** What is known about the typed text. */
type NumberCheck =
  | { state: 'empty' | 'checking' }
  | { state: 'readable'; display: string }
  | { state: 'refused'; code: string };

/** The dial field: reads the number while it is typed, dials on request. */
export function useDial(call: Call, queries: Queries) {
  const [text, setText] = useState('');
  const [dialled, setDialled] = useState<{ display: string } | { code: string }>();
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
    onText(next: string) {
      setText(next);
      setDialled(undefined);
    },
    onDial: (wanted: string) => void dial(wanted),
  };
}
