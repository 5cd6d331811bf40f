import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type EnteredCall, ManualCallForm } from '../../components/manual-call/ManualCallForm.tsx';
import { Layer } from '../../components/panel/Layer.tsx';
import { useLanguage } from '../../components/surroundings.tsx';
import type { Call } from '../../lib/rpc/client.ts';
import type { Queries } from '../../lib/state/queries.ts';

export interface EnterCallProps {
  call: Call;
  queries: Queries;
  /** The call is there; its card is next. */
  onEntered: (callId: string) => void;
  onBack: () => void;
}

/** The form for a call taken elsewhere. Sent twice, it makes one call. */
export function EnterCall({ call, queries, onEntered, onBack }: EnterCallProps) {
  const { texts } = useLanguage();
  const [number, setNumber] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [sent, setSent] = useState<{ text: string; requestId: string }>();
  const read = useQuery(queries.number(number)).data;

  async function submit(entered: EnteredCall): Promise<void> {
    // The same once more after a failure is a repetition; something else is another call.
    const text = JSON.stringify(entered);
    const requestId = sent?.text === text ? sent.requestId : crypto.randomUUID();
    setSent({ text, requestId });
    setBusy(true);
    const answer = await call('calls.enter', { ...entered, requestId });
    setBusy(false);
    if (answer.ok) onEntered(answer.value.id);
    else setProblem(answer.code);
  }

  return (
    <Layer title={texts.panel.enter.title} onBack={onBack} data-testid="enter-call-layer">
      <ManualCallForm
        check={
          number.trim() === '' || !read
            ? undefined
            : read.ok
              ? { display: read.value.display }
              : read.code === 'dial/unreadable'
                ? { unreadable: true }
                : undefined
        }
        busy={busy}
        problem={problem}
        onNumber={setNumber}
        onSubmit={(entered) => void submit(entered)}
        onCancel={onBack}
      />
    </Layer>
  );
}
