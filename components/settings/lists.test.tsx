import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderSettings } from '../testing/settings-bench.tsx';
import { LinksSetting } from './LinksSetting.tsx';
import { OutcomesSetting } from './OutcomesSetting.tsx';
import { TemplatesSetting } from './TemplatesSetting.tsx';

const id = (name: string) => screen.getByTestId(name);
const field = (entry: string, label: string) =>
  within(id(entry)).getByLabelText(label) as HTMLInputElement;
const type = (element: HTMLElement, value: string) =>
  fireEvent.change(element, { target: { value } });
/** Leaves an entry for good: the focus goes elsewhere. */
const leave = (element: HTMLElement) => fireEvent.blur(element, { relatedTarget: document.body });

describe('links', () => {
  it('are saved whole, and only when each is right; the old ones stay in force until then', async () => {
    const own = { links: [{ name: 'File', url: 'https://crm.example/' }] };
    const bench = renderSettings(<LinksSetting />, { own });
    type(field('setting-links-0', 'Web address'), 'https://crm.example/{who}');
    expect(bench.sent).toEqual([]);
    expect(id('row-links').textContent).toContain('Not saved yet');
    expect(screen.queryByText(/no placeholder/)).toBeNull();
    leave(field('setting-links-0', 'Web address'));
    expect(id('setting-links-0').textContent).toContain('There is no placeholder {who}.');
    fireEvent.click(id('setting-links-add'));
    type(field('setting-links-1', 'Name'), 'Map');
    type(field('setting-links-1', 'Web address'), 'https://map.example/');
    expect(bench.own()).toEqual(own);
    type(field('setting-links-0', 'Web address'), 'https://crm.example/{name?}');
    await waitFor(() =>
      expect(bench.own().links).toEqual([
        { name: 'File', url: 'https://crm.example/{name?}' },
        { name: 'Map', url: 'https://map.example/' },
      ]),
    );
    expect(id('row-links').textContent).not.toContain('Not saved yet');
  });
  it('an empty new row is nothing, and harms nothing', () => {
    const bench = renderSettings(<LinksSetting />);
    fireEvent.click(id('setting-links-add'));
    leave(field('setting-links-0', 'Name'));
    expect(bench.sent).toEqual([]);
    expect(id('row-links').textContent).not.toMatch(/Not saved|give it a name/);
  });
  it('ten are all there is room for', () => {
    const links = Array.from({ length: 10 }, (_, at) => ({
      name: `L${at}`,
      url: 'https://a.example/',
    }));
    renderSettings(<LinksSetting />, { own: { links } });
    expect((id('setting-links-add') as HTMLButtonElement).disabled).toBe(true);
    expect(id('row-links').textContent).toContain('10');
  });
  it('fixed: every field and button is off', () => {
    const own = { links: [{ name: 'File', url: 'https://crm.example/' }] };
    renderSettings(<LinksSetting />, { own, locked: { links: 'relay' } });
    for (const each of within(id('setting-links')).getAllByRole('button'))
      expect((each as HTMLButtonElement).disabled).toBe(true);
    expect(field('setting-links-0', 'Name').disabled).toBe(true);
  });
});

describe('outcomes', () => {
  const own = { outcomes: ['Solved', 'Calls back', 'Wrong number'] };

  it('a space at the end of a word does not stop the typing', async () => {
    const bench = renderSettings(<OutcomesSetting />);
    fireEvent.click(id('setting-outcomes-add'));
    const input = field('setting-outcomes-0', 'Outcomes');
    type(input, 'Calls ');
    await waitFor(() => expect(bench.own().outcomes).toEqual(['Calls']));
    expect(field('setting-outcomes-0', 'Outcomes').value).toBe('Calls ');
    expect(field('setting-outcomes-0', 'Outcomes')).toBe(input);
  });
  it('move, with the focus staying on the entry', async () => {
    const bench = renderSettings(<OutcomesSetting />, { own });
    const entry = id('setting-outcomes-2');
    fireEvent.click(within(entry).getByRole('button', { name: 'Move Wrong number up' }));
    await waitFor(() =>
      expect(bench.own().outcomes).toEqual(['Solved', 'Wrong number', 'Calls back']),
    );
    expect(id('setting-outcomes-1')).toBe(entry);
  });
  it('remove, and take it back to its place', async () => {
    const bench = renderSettings(<OutcomesSetting />, { own });
    fireEvent.click(screen.getByRole('button', { name: 'Remove Calls back' }));
    await waitFor(() => expect(bench.own().outcomes).toEqual(['Solved', 'Wrong number']));
    expect(id('row-outcomes').textContent).toContain('Calls back was removed.');
    fireEvent.click(id('setting-outcomes-undo'));
    await waitFor(() => expect(bench.own()).toEqual(own));
  });
  it('reset by somebody else shows what is true', async () => {
    const bench = renderSettings(<OutcomesSetting />, { own });
    type(field('setting-outcomes-0', 'Outcomes'), 'Done');
    await screen.findByTestId('saved-outcomes');
    act(() => bench.outside({}));
    expect(screen.queryByTestId('setting-outcomes-0')).toBeNull();
  });
});

describe('templates', () => {
  it('with a line it is there by itself, without it is a button', async () => {
    const bench = renderSettings(<TemplatesSetting />);
    fireEvent.click(id('setting-templates-add'));
    type(field('setting-templates-0', 'Name of the button'), 'Fault');
    expect(bench.sent).toEqual([]);
    type(field('setting-templates-0', 'Text'), 'Device:\nSince:');
    expect(id('preview-templates').textContent).toContain('The button “Fault”');
    type(field('setting-templates-0', 'Line (may be empty)'), 'Support');
    expect(id('preview-templates').textContent).toContain(
      'A note on a call for Support begins: “Device: Since:”',
    );
    await waitFor(() =>
      expect(bench.own().templates).toEqual([
        { name: 'Fault', line: 'Support', text: 'Device:\nSince:' },
      ]),
    );
  });
});
