import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Answer, CardActions } from '../../lib/core/card-actions.ts';
import type { PersonHit } from '../../lib/core/person-hit.ts';
import { FIELDS, HITS } from '../../tests/gallery/sample-people.ts';
import { renderWith } from '../testing/render.tsx';
import { PersonSearch, type PersonSearchProps } from './PersonSearch.tsx';
import { LOOKUP_PAUSE_MS } from './use-lookup.ts';

const actions = {
  searchPeople: vi.fn<CardActions['searchPeople']>(),
  organizations: vi.fn<CardActions['organizations']>(),
  numberFields: vi.fn<CardActions['numberFields']>(),
  choose: vi.fn<CardActions['choose']>(),
  attach: vi.fn<CardActions['attach']>(),
  create: vi.fn<CardActions['create']>(),
};
const onDone = vi.fn<PersonSearchProps['onDone']>();
const onClose = vi.fn<() => void>();
const ok = <T,>(value: T) => ({ ok: true as const, value });

beforeEach(() => {
  vi.useFakeTimers();
  onDone.mockClear();
  onClose.mockClear();
  actions.searchPeople.mockReset().mockResolvedValue(ok(HITS));
  actions.organizations.mockReset().mockResolvedValue(ok([{ id: 5, name: 'Kranbau' }]));
  actions.numberFields.mockReset().mockResolvedValue(ok(FIELDS));
  actions.choose.mockReset().mockResolvedValue(ok(null));
  actions.attach.mockReset().mockResolvedValue(ok({ userId: 31 }));
  actions.create.mockReset().mockResolvedValue(ok({ userId: 77 }));
});
afterEach(() => vi.useRealTimers());

const show = (part: Partial<PersonSearchProps> = {}) =>
  renderWith(
    <PersonSearch
      callId="main-1"
      number="+33 1 40 00 00 00"
      actions={actions}
      onDone={onDone}
      onClose={onClose}
      {...part}
    />,
  );
const pause = (ms = LOOKUP_PAUSE_MS) => act(() => vi.advanceTimersByTimeAsync(ms));
const query = () => screen.getByTestId<HTMLInputElement>('person-query');
const type = (value: string, id = 'person-query') =>
  fireEvent.change(screen.getByTestId(id), { target: { value } });
const press = (key: string) => fireEvent.keyDown(query(), { key });
const found = () => screen.queryAllByTestId('hit').map((hit) => Number(hit.dataset['userId']));
const click = async (id: string, nth = 0) => {
  fireEvent.click(screen.getAllByTestId(id)[nth]!);
  await pause(0);
};

test('came by the agent’s wish, so it has the focus; asks on a pause and not for one letter', async () => {
  show();
  expect(document.activeElement).toBe(query());
  type('i');
  await pause();
  expect(actions.searchPeople).not.toHaveBeenCalled();
  type('id');
  await pause(LOOKUP_PAUSE_MS - 1);
  type(' ida ');
  await pause(LOOKUP_PAUSE_MS - 1);
  expect(actions.searchPeople).not.toHaveBeenCalled();
  await pause(1);
  expect(actions.searchPeople).toHaveBeenCalledExactlyOnceWith('ida');
  expect(found()).toEqual([31, 32, 33]);
});

test('one request at a time; an answer nobody waits for is dropped', async () => {
  const answers: ((answer: Answer<PersonHit[]>) => void)[] = [];
  actions.searchPeople.mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
  show();
  type('ida');
  await pause();
  type('idar');
  await pause();
  type('idared');
  await pause();
  expect(actions.searchPeople).toHaveBeenCalledTimes(1);
  answers[0]!(ok([HITS[0]!]));
  await pause(0);
  expect(found()).toEqual([]);
  expect(actions.searchPeople.mock.calls).toEqual([['ida'], ['idared']]);
  answers[1]!(ok([HITS[1]!]));
  await pause(0);
  expect(found()).toEqual([32]);
});

test('Enter while a newer answer is under way takes nobody', async () => {
  show();
  type('ida');
  await pause();
  actions.searchPeople.mockReturnValue(new Promise(() => {}));
  type('idared');
  await pause();
  press('Enter');
  expect(screen.queryByTestId('attach')).toBeNull();
});

test('emptied while asking: nothing is shown, and the next query works', async () => {
  let answer: (value: Answer<PersonHit[]>) => void = () => {};
  actions.searchPeople.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
  show();
  type('ida');
  await pause();
  type('');
  answer(ok(HITS));
  await pause();
  expect(found()).toEqual([]);
  type('plus');
  await pause();
  expect(found()).toEqual([31, 32, 33]);
});

test('a failure is said in words, nobody found too', async () => {
  actions.searchPeople.mockResolvedValueOnce({ ok: false, code: 'zammad/unreachable' });
  show();
  type('ida');
  await pause();
  expect(screen.getByRole('status').textContent).toContain('cannot be reached');
  actions.searchPeople.mockResolvedValueOnce(ok([]));
  type('idaho');
  await pause();
  expect(screen.getByRole('status').textContent).toContain('Nobody found for “idaho”');
});

test('by keyboard alone: arrows mark, Enter takes, Enter attaches to the first empty field', async () => {
  show();
  type('ida');
  await pause();
  press('ArrowDown');
  const marked = document.querySelector('[aria-selected="true"]')!;
  expect(query().getAttribute('aria-activedescendant')).toBe(marked.id);
  press('ArrowUp');
  press('Enter');
  await pause(0);
  // Ida's phone is taken in Zammad, so mobile is offered.
  expect(screen.getByTestId<HTMLSelectElement>('number-field').value).toBe('mobile');
  expect(document.activeElement).toBe(screen.getByTestId('attach'));
  await click('attach');
  expect(actions.attach).toHaveBeenCalledExactlyOnceWith('main-1', { userId: 31, field: 'mobile' });
  expect(onDone).toHaveBeenCalledExactlyOnceWith(31, undefined);
});

test('a field that is taken asks before it is replaced', async () => {
  actions.attach.mockResolvedValueOnce({
    ok: false,
    code: 'person/occupied',
    detail: '+49 30 111222',
  });
  show();
  type('ida');
  await pause();
  await click('hit');
  await click('attach');
  expect(screen.getByTestId('occupied').textContent).toContain('+49 30 111222');
  // Another field is no replacement.
  type('telefon_werk', 'number-field');
  expect(screen.queryByTestId('occupied')).toBeNull();
  expect(screen.getByTestId('attach').textContent).toContain('Add number');
  type('mobile', 'number-field');
  await click('attach');
  expect(actions.attach).toHaveBeenLastCalledWith('main-1', {
    userId: 31,
    field: 'mobile',
    replace: true,
  });
  expect(onDone).toHaveBeenCalledTimes(1);
});

test('only this call: nothing is written to the person, and the ticket they were found by is told', async () => {
  show();
  type('#39002');
  await pause();
  await click('hit', 2);
  await click('choose-once');
  expect(actions.attach).not.toHaveBeenCalled();
  expect(actions.choose).toHaveBeenCalledExactlyOnceWith('main-1', 33);
  expect(onDone).toHaveBeenCalledExactlyOnceWith(33, '#39002');
});

test('without a number nobody is created and nothing attached', async () => {
  show({ number: undefined });
  expect(screen.queryByTestId('new-person')).toBeNull();
  type('ida');
  await pause();
  await click('hit');
  expect(screen.queryByTestId('attach')).toBeNull();
  await click('choose-once');
  expect(onDone).toHaveBeenCalledTimes(1);
});

test('Esc goes one step back, then closes', async () => {
  show();
  type('ida');
  await pause();
  await click('hit');
  fireEvent.keyDown(screen.getByTestId('attach'), { key: 'Escape' });
  expect(onClose).not.toHaveBeenCalled();
  expect(query().value).toBe('ida');
  press('Escape');
  expect(onClose).toHaveBeenCalledTimes(1);
});

test('a new person: name from what was typed, organisation, mail and field; no role is ever sent', async () => {
  show();
  type('Anna Maria Adler');
  await pause();
  await click('new-person');
  expect(screen.getByTestId<HTMLInputElement>('firstname').value).toBe('Anna Maria');
  expect(screen.getByTestId<HTMLInputElement>('lastname').value).toBe('Adler');
  type('kran', 'organization-query');
  await pause();
  fireEvent.keyDown(screen.getByTestId('organization-query'), { key: 'Enter' });
  type('anna@example.org', 'email');
  type('mobile', 'number-field');
  fireEvent.submit(screen.getByTestId('new-person-form'));
  await pause(0);
  expect(actions.create).toHaveBeenCalledExactlyOnceWith('main-1', {
    firstname: 'Anna Maria',
    lastname: 'Adler',
    email: 'anna@example.org',
    organizationId: 5,
    field: 'mobile',
  });
  expect(onDone).toHaveBeenCalledExactlyOnceWith(77);
});

test('the telephone’s name is the beginning when nothing was typed; a person needs a name', async () => {
  show({ phoneName: 'ADLER, Anna' });
  await click('new-person');
  expect(screen.getByTestId<HTMLInputElement>('firstname').value).toBe('Anna');
  expect(screen.getByTestId<HTMLInputElement>('lastname').value).toBe('ADLER');
  type(' ', 'firstname');
  type('', 'lastname');
  await click('create-person');
  fireEvent.submit(screen.getByTestId('new-person-form'));
  expect(screen.getByRole('alert').textContent).toContain('Enter a first or a last name');
  expect(actions.create).not.toHaveBeenCalled();
});

test('somebody very like them exists: use that one, or create anyway', async () => {
  const refused = { ok: false as const, code: 'person/similar' };
  actions.create.mockResolvedValueOnce({ ...refused, detail: JSON.stringify(HITS.slice(0, 2)) });
  show({ phoneName: 'Ida Plus' });
  await click('new-person');
  fireEvent.submit(screen.getByTestId('new-person-form'));
  await pause(0);
  expect(found()).toEqual([31, 32]);
  await click('create-anyway');
  expect(actions.create.mock.lastCall![1]).toMatchObject({ lastname: 'Plus', anyway: true });
  expect(onDone).toHaveBeenCalledExactlyOnceWith(77);
});

test('use that one leads to the number, nobody is created', async () => {
  actions.create.mockResolvedValueOnce({
    ok: false,
    code: 'person/similar',
    detail: JSON.stringify(HITS),
  });
  show({ phoneName: 'Ida Plus' });
  await click('new-person');
  fireEvent.submit(screen.getByTestId('new-person-form'));
  await pause(0);
  await click('use-instead', 1);
  await click('attach');
  expect(actions.attach.mock.lastCall![1]).toMatchObject({ userId: 32 });
  expect(actions.create).toHaveBeenCalledTimes(1);
});

test.each([undefined, 'not json', '{"a":1}', '[1,null,{"name":7}]'])(
  'a warning without readable people can still be answered: %j',
  async (detail) => {
    actions.create.mockResolvedValueOnce({
      ok: false,
      code: 'person/similar',
      ...(detail !== undefined && { detail }),
    });
    show({ phoneName: 'Ida Plus' });
    await click('new-person');
    fireEvent.submit(screen.getByTestId('new-person-form'));
    await pause(0);
    expect(screen.getByTestId('similar')).toBeDefined();
    await click('create-anyway');
    expect(onDone).toHaveBeenCalledTimes(1);
  },
);

test('begins with the number when the person is known', async () => {
  show({ attachTo: HITS[1] });
  await pause(0);
  expect(screen.queryByTestId('person-query')).toBeNull();
  await click('attach');
  expect(actions.attach.mock.lastCall![1]).toEqual({ userId: 32, field: 'phone' });
});

test('hostile names are text', async () => {
  const name = '<img src=x onerror=alert(1)>';
  actions.searchPeople.mockResolvedValueOnce(ok([{ ...HITS[1]!, name, organization: '‮evil' }]));
  show();
  type('img');
  await pause();
  expect(screen.getByTestId('hit').querySelector('img')).toBeNull();
  expect(screen.getByTestId('hit').textContent).toContain(name);
});
