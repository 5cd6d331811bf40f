import { expect, it } from 'vitest';
import { recording } from '../../tests/contract/recording.ts';
import { tokenOfAnswer, tokenRequestBody } from './token.ts';

it('asks with both spellings and only for what is needed', () => {
  expect(tokenRequestBody()).toEqual({
    label: 'Offhook',
    name: 'Offhook',
    permission: ['ticket.agent', 'cti.agent'],
  });
});

it('reads the answer of 6.x as recorded, and that of 5.x', () => {
  const recorded = recording('6.5', 'agent-api').find(
    ({ name }) => name === 'user_access_token POST name+label',
  );
  expect(tokenOfAnswer(recorded?.response.json)).toBe('TOKEN-NEW');
  expect(tokenOfAnswer({ name: 'secret-of-5.5' })).toBe('secret-of-5.5');
});

it.each([[undefined], [null], ['x'], [{}], [{ token: 7 }], [{ token: '' }], [{ error: 'no' }]])(
  '%j holds no token',
  (answer) => expect(tokenOfAnswer(answer)).toBeUndefined(),
);
