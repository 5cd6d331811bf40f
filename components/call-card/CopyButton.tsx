import { useState } from 'react';
import { Button } from '../form/Button.tsx';
import { useLanguage } from '../surroundings.tsx';

/** Says that it has copied until one turns to something else. */
export function CopyButton({ onCopy }: { onCopy: () => void }) {
  const { texts } = useLanguage();
  const [copied, setCopied] = useState(false);
  return (
    <Button
      kind="mini"
      data-testid="copy-number"
      aria-live="polite"
      onBlur={() => setCopied(false)}
      onPointerLeave={() => setCopied(false)}
      onClick={() => {
        onCopy();
        setCopied(true);
      }}
    >
      {copied ? texts.actions.copied : texts.actions.copyNumber}
    </Button>
  );
}
