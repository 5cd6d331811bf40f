import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderWith } from '../testing/render.tsx';
import type { CheckLine } from './CheckList.tsx';
import type { ConnectFormProps, ConnectValues } from './ConnectForm.tsx';
import { ConnectPart } from './ConnectPart.tsx';

function setup(part: Partial<ConnectFormProps> = {}, checks?: CheckLine[]) {
  const sent: ConnectValues[] = [];
  renderWith(
    <ConnectPart
      formKey="0"
      checks={checks}
      checking={false}
      connected={checks !== undefined}
      onCheck={() => {}}
      onDisconnect={() => {}}
      form={{
        initial: { zammadUrl: 'https://zammad.example', relayUrl: 'https://relay.example' },
        source: 'none',
        hasToken: true,
        creation: { state: 'none' },
        busy: false,
        readAddress: (url) => ({ ok: true, url }),
        onCreateToken: () => {},
        onConnect: (values) => void sent.push(values),
        ...part,
      }}
    />,
  );
  const field = (name: string) => screen.getByTestId(name) as HTMLInputElement;
  return { sent, field, details: () => field('connect-details') as unknown as HTMLDetailsElement };
}

describe('connecting', () => {
  it('an address that the administrator has fixed is read, sent, and not changed', () => {
    const { sent, field } = setup({ locked: ['relayUrl'] });
    expect(field('relay-url').readOnly).toBe(true);
    expect(field('zammad-url').readOnly).toBe(false);
    expect(screen.getByText('Fixed by your administrator.')).toBeTruthy();
    fireEvent.click(screen.getByTestId('connect'));
    expect(sent).toEqual([
      { zammadUrl: 'https://zammad.example', relayUrl: 'https://relay.example', token: '' },
    ]);
  });
  it('before the first connection the form is all there is', () => {
    const { details } = setup();
    expect(details().open).toBe(true);
    expect(screen.queryByTestId('check-again')).toBeNull();
  });
  it('connected and well, it is out of the way; with trouble, it is open', () => {
    expect(setup({}, [{ id: 'token', state: 'ok' }]).details().open).toBe(false);
    const broken = setup({}, [{ id: 'relay', state: 'failed', problem: 'relay/unreachable' }]);
    expect(broken.details().open).toBe(true);
  });
});
