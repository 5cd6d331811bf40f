import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { CallsSection } from './CallsSection.tsx';
import { NotesSection } from './NotesSection.tsx';
import { OpeningSection } from './OpeningSection.tsx';
import { renderSettings } from '../testing/settings-bench.tsx';
import { SoundSection } from './SoundSection.tsx';
import { SpokenChange } from './SpokenChange.tsx';

const tryOut = {
  playSound: () => {},
  showNotification: async () => ({ ok: true, value: null }) as const,
};
const id = (name: string) => screen.getByTestId(name);
const choose = (name: string, value: string) => fireEvent.change(id(name), { target: { value } });

describe('one setting', () => {
  it('has a name, says what it does, with an example and what it comes to', () => {
    renderSettings(<CallsSection />);
    const row = id('row-cardIn');
    expect(screen.getByLabelText('Card for incoming calls')).toBe(id('setting-cardIn'));
    expect(row.textContent).toMatch(/When the card comes up.*Example: In a large group/);
    expect(id('preview-cardIn').textContent).toContain('from the first ring');
  });
  it('is saved at once; the preview follows before the answer; it is said aloud', async () => {
    const bench = renderSettings(
      <>
        <CallsSection />
        <SpokenChange />
      </>,
      { slow: true },
    );
    choose('setting-cardIn', 'answer');
    expect(id('preview-cardIn').textContent).toContain('comes with the answer');
    expect(bench.sent).toEqual([{ cardIn: 'answer' }]);
    expect(screen.queryByTestId('saved-cardIn')).toBeNull();
    await act(async () => bench.answer());
    await waitFor(() => expect(id('saved-cardIn').textContent).toBe('Saved'));
    expect(id('spoken').textContent).toBe('Card for incoming calls: saved');
  });
  it('many changes in a row: the last one is what is kept', async () => {
    const bench = renderSettings(<SoundSection {...tryOut} />, { slow: true });
    for (const value of ['10', '20', '30', '85']) choose('setting-volume', value);
    expect(id('preview-volume').textContent).toContain('85 %');
    await act(async () => bench.answer());
    await act(async () => bench.answer());
    await waitFor(() => expect(bench.own()).toEqual({ volume: 85 }));
    expect(bench.sent).toEqual([{ volume: 10 }, { volume: 85 }]);
  });
  it('what is refused goes back to what is true, and says why', async () => {
    renderSettings(<CallsSection />, { refuse: () => 'settings/locked' });
    choose('setting-cardOut', 'off');
    await waitFor(() =>
      expect(id('row-cardOut').textContent).toContain('Your administrator has fixed this setting.'),
    );
    expect((id('setting-cardOut') as HTMLSelectElement).value).toBe('ring');
  });
  it('reset is there only where something differs, and can be taken back', async () => {
    const bench = renderSettings(<CallsSection />, { own: { cardIn: 'off' } });
    expect(screen.queryByTestId('reset-cardOut')).toBeNull();
    const reset = screen.getByRole('button', { name: /Reset Card for incoming calls/ });
    fireEvent.click(reset);
    await waitFor(() => expect(bench.own()).toEqual({}));
    expect((id('setting-cardIn') as HTMLSelectElement).value).toBe('ring');
    expect(screen.queryByTestId('reset-cardIn')).toBeNull();
    fireEvent.click(await screen.findByTestId('undo-cardIn'));
    await waitFor(() => expect(bench.own()).toEqual({ cardIn: 'off' }));
  });
  it('the focus stays with the way back: reset, undo, reset', async () => {
    renderSettings(<CallsSection />, { own: { cardIn: 'off' } });
    id('reset-cardIn').focus();
    fireEvent.click(id('reset-cardIn'));
    await waitFor(() => expect(document.activeElement).toBe(id('undo-cardIn')));
    fireEvent.click(id('undo-cardIn'));
    await waitFor(() => expect(document.activeElement).toBe(id('reset-cardIn')));
  });
  it.each([
    ['browser', /browser policy/],
    ['relay', /\(relay\)/],
  ] as const)('fixed by the %s: to be read, not to be changed, and said so', (by, words) => {
    renderSettings(<CallsSection />, { own: { strip: false }, locked: { strip: by, cardIn: by } });
    expect((id('setting-strip') as HTMLInputElement).disabled).toBe(true);
    expect((id('setting-cardIn') as HTMLSelectElement).value).toBe('ring');
    expect(id('lock-strip').textContent).toMatch(words);
    expect(screen.queryByTestId('reset-strip')).toBeNull();
    const described = id('setting-strip').getAttribute('aria-describedby')?.split(' ') ?? [];
    expect(described.map((each) => document.getElementById(each)?.textContent).join()).toMatch(
      words,
    );
  });
});

describe('texts', () => {
  it('an address that cannot be is not saved, stays in the field, and says what to do', async () => {
    const bench = renderSettings(<OpeningSection />, { own: { ruleUrl: 'https://crm.example/' } });
    const field = id('setting-ruleUrl') as HTMLInputElement;
    choose('setting-ruleUrl', 'https://crm.example/{phone}');
    expect(screen.queryByText(/There is no placeholder/)).toBeNull();
    fireEvent.blur(field);
    expect(id('row-ruleUrl').textContent).toContain('There is no placeholder {phone}.');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(field.value).toBe('https://crm.example/{phone}');
    act(() => bench.outside({ ruleUrl: 'https://crm.example/', volume: 3 }));
    expect(field.value).toBe('https://crm.example/{phone}');
    choose('setting-ruleUrl', 'https://crm.example/{number}');
    await waitFor(() =>
      expect(bench.own()).toMatchObject({ ruleUrl: 'https://crm.example/{number}' }),
    );
    expect(field.getAttribute('aria-invalid')).toBeNull();
    expect(id('preview-ruleUrl').textContent).toContain('https://crm.example/%2B4930609854180');
  });
  it.each([
    ['javascript:alert(1)', /no web address/],
    ['https://{name}.example/', /no web address/],
    ['https://crm.example/{number', /brace is missing/],
    ['crm.example', /no web address/],
  ])('%s: %s', (text, words) => {
    const bench = renderSettings(<OpeningSection />);
    choose('setting-ruleUrl', text);
    fireEvent.blur(id('setting-ruleUrl'));
    expect(id('row-ruleUrl').textContent).toMatch(words);
    expect(bench.sent).toEqual([]);
  });
  it('values are shown encoded, and an empty one is told', () => {
    renderSettings(<OpeningSection />, {
      own: {
        ruleUrl: 'https://crm.example/?o={organization}&q={queue}',
        links: [{ name: 'File', url: 'https://crm.example/{organization}' }],
      },
    });
    expect(id('preview-links').textContent).toContain(
      'https://crm.example/Kranbau%20Plus%20%26%20S%C3%B6hne',
    );
    expect(id('preview-ruleUrl').textContent).toContain('without {queue} nothing opens');
  });
  it('the title of a ticket as it will be; unknown names are named', async () => {
    const bench = renderSettings(<NotesSection />);
    choose('setting-ticketTitle', '{line}: {name}');
    expect(id('preview-ticketTitle').textContent).toContain('“Support: Ida Plus”');
    choose('setting-ticketTitle', '{line}: {nick}');
    fireEvent.blur(id('setting-ticketTitle'));
    expect(id('row-ticketTitle').textContent).toContain('There is no placeholder {nick}.');
    await waitFor(() => expect(bench.own()).toEqual({ ticketTitle: '{line}: {name}' }));
  });
  it.each(['0', '61', '1.5', 'two', ''])('%s minutes are none', (text) => {
    const bench = renderSettings(<NotesSection />);
    choose('setting-roundMinutes', text);
    fireEvent.blur(id('setting-roundMinutes'));
    expect(id('row-roundMinutes').textContent).toContain('A whole number from 1 to 60.');
    expect(bench.sent).toEqual([]);
  });
  it('rounding is shown on a talk', () => {
    renderSettings(<NotesSection />, { own: { roundMinutes: 15, roundMode: 'up' } });
    expect(id('preview-roundMinutes').textContent).toContain('2:10 talked → 15 min');
  });
});

describe('opening', () => {
  const sentence = () => id('rule-sentence').textContent;

  it('says what opens, and why, for the case that is looked at', () => {
    renderSettings(<OpeningSection />);
    expect(sentence()).toBe(
      'When Ida (one match) calls and you answer: Ida’s profile opens, because a ticket changed 3 days ago.',
    );
    choose('rule-try', '60');
    expect(sentence()).toContain(
      'a new ticket for Ida opens, because the last change was 60 days ago',
    );
  });
  it('a ready-made set, then one case of it', async () => {
    const bench = renderSettings(<OpeningSection />);
    choose('setting-rules', 'ticket');
    expect(sentence()).toContain('ticket #20042 opens');
    choose('rule-out-answer-one', 'profile');
    expect(sentence()).toBe(
      'When you call Ida (one match) and somebody answers: Ida’s profile opens.',
    );
    expect((id('setting-rules') as HTMLSelectElement).value).toBe('own');
    await waitFor(() =>
      expect(bench.own().rules).toMatchObject({
        in: { answer: { one: 'latest-ticket' } },
        out: { answer: { one: 'profile' } },
      }),
    );
  });
  it('where nobody is known, nothing about a person is offered', () => {
    renderSettings(<OpeningSection />);
    const offered = within(id('rule-in-ring-none')).getAllByRole('option', { hidden: true });
    expect(offered.map((option) => (option as HTMLOptionElement).value)).toEqual([
      'nothing',
      'new-ticket',
      'url',
    ]);
    expect(id('rule-in-ring-none').getAttribute('aria-label')).toBe(
      'Incoming, It rings, Nobody found',
    );
  });
  it('a web address without an address opens nothing, and says so', () => {
    renderSettings(<OpeningSection />);
    choose('rule-in-ring-several', 'url');
    expect(sentence()).toContain('there is no web address below');
  });
  it.each([
    [{ by: 'zammad', why: 'relay-tells-zammad' }, /Zammad opens the screen itself/],
    [{ by: 'zammad', why: 'zammad-desktop' }, /Zammad opens the screen itself/],
    [{ by: 'offhook', why: 'rules' }, /Ida’s profile/],
  ] as const)('%o', (opener, words) => {
    renderSettings(<OpeningSection />, { opener });
    expect(sentence()).toMatch(words);
    expect(id('opener').getAttribute('data-by')).toBe(opener.by);
  });
  it('quiet opens nothing', () => {
    renderSettings(<OpeningSection />, { own: { phone: 'quiet' } });
    expect(sentence()).toContain('the phone is on quiet');
  });
});

describe('sound and quiet hours', () => {
  it('sounds here, with the volume that is set', () => {
    const heard: unknown[] = [];
    renderSettings(<SoundSection {...tryOut} playSound={(...about) => void heard.push(about)} />, {
      own: { sound: 'ring', volume: 35 },
    });
    fireEvent.click(id('play-sound'));
    expect(heard).toEqual([['ring', 35]]);
  });
  it('no sound cannot be listened to', () => {
    renderSettings(<SoundSection {...tryOut} />, { own: { sound: 'off' } });
    expect((id('play-sound') as HTMLButtonElement).disabled).toBe(true);
  });
  it('a notification that is not shown says what to do', async () => {
    renderSettings(
      <SoundSection
        {...tryOut}
        showNotification={async () => ({ ok: false, code: 'diagnostics/notifications' })}
      />,
    );
    fireEvent.click(id('try-notification'));
    await waitFor(() =>
      expect(id('notification-answer').textContent).toContain('Allow notifications'),
    );
  });
  it('tells whether it is quiet now, and until when', () => {
    const now = new Date(2026, 10, 20, 17, 30).getTime();
    const quietHours = { on: true, days: [1, 2, 3, 4, 5], from: '18:00', to: '08:00' };
    const bench = renderSettings(<SoundSection {...tryOut} />, { own: { quietHours }, now });
    expect(id('preview-quietHours').textContent).toContain(
      'Now: sound and notifications come. Next change: today 18:00.',
    );
    bench.clock.advance(45 * 60_000);
    expect(id('preview-quietHours').textContent).toContain(
      'Now: quiet. Next change: tomorrow 08:00.',
    );
  });
  it('days can be chosen; none at all is told', async () => {
    const quietHours = { on: true, days: [3], from: '18:00', to: '08:00' };
    const bench = renderSettings(<SoundSection {...tryOut} />, { own: { quietHours } });
    fireEvent.click(id('setting-quietHours-day-3'));
    expect(id('row-quietHours').textContent).toContain('Choose at least one day');
    fireEvent.click(id('setting-quietHours-day-0'));
    await waitFor(() => expect(bench.own().quietHours?.days).toEqual([0]));
  });
});

describe('in German', () => {
  it('the same sentences', () => {
    renderSettings(<OpeningSection />, { locale: 'de' });
    expect(id('rule-sentence').textContent).toBe(
      'Ruft Ida (ein Treffer) an und Sie nehmen ab: Idas Profil öffnet sich, weil sich ein Ticket vor 3 Tagen geändert hat.',
    );
  });
});
