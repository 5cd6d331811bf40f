/** What went wrong, in words that say what to do. No names, no secrets. */
import { ZammadError } from '../../lib/zammad/zammad-error.ts';
import { type TargetCode, TargetError } from './target.ts';

const TARGET_WORDS: Record<TargetCode, string> = {
  unreachable: 'The telephone system cannot be reached; the next run tries again.',
  slow: 'The telephone system took too long to answer; the next run tries again.',
  rate: 'The telephone system asks for fewer requests; the next run goes on.',
  unauthorised: 'The telephone system does not accept the token: make a new one and enter it.',
  forbidden: 'The token may not do this: it needs the rights to read and write contacts.',
  'not-found': 'The telephone system knows no contacts at this address: check "url".',
  refused: 'The telephone system refused the request.',
  broken: 'The telephone system gave an answer that makes no sense; the next run tries again.',
  incomplete: 'The list of contacts did not come whole; nothing was done.',
};

const ZAMMAD_WORDS: Record<string, string> = {
  'zammad/unreachable': 'Zammad cannot be reached; the next run tries again.',
  'zammad/slow': 'Zammad took too long to answer; the next run tries again.',
  'zammad/unauthorised': 'Zammad does not accept the service token (zammad.token).',
  'zammad/forbidden': 'The service token may not do this: it needs ticket.agent or admin.user.',
};

/** undefined: a fault of ours, or of the machine. */
export function failureOf(error: unknown): { code: string; message: string } | undefined {
  if (error instanceof TargetError) {
    return { code: `target/${error.code}`, message: TARGET_WORDS[error.code] };
  }
  if (error instanceof ZammadError) {
    const message = ZAMMAD_WORDS[error.code] ?? 'Zammad gave an answer that makes no sense.';
    return { code: error.code, message };
  }
  return undefined;
}

/** Only this one thing was refused; the others may well go. */
export function isOnlyThisOne(error: unknown): boolean {
  if (error instanceof TargetError) return ['refused', 'not-found'].includes(error.code);
  return (
    error instanceof ZammadError &&
    ['zammad/refused', 'zammad/not-found', 'zammad/forbidden'].includes(error.code)
  );
}
