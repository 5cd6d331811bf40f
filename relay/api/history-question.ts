/** What `GET /v1/calls` may be asked. Rules AG6, HS2, HS3 of `relay/SPEC-agents.md`. */
import type { CallState } from '../../lib/core/call.ts';
import type { Phone } from '../../lib/core/phone.ts';
import { OUTCOMES } from '../../lib/core/call-outcome.ts';
import type { HistoryAsk } from '../search/narrow.ts';
import { MAX_QUERY, MAX_WORDS, readSearch, type SearchTerm } from '../search/search-query.ts';
import { unreadableNumber } from './asked-number.ts';
import { ApiError } from './errors.ts';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;
const STATES: readonly CallState[] = ['queued', 'ringing', 'talking', 'ended'];

export interface HistoryQuestion extends HistoryAsk {
  cursor?: string | undefined;
  limit: number;
  /** Nothing can fit, e.g. words without a letter or digit. */
  empty: boolean;
}

type Query = Record<string, string | undefined>;

/** @throws ApiError 400 that names the field, 422 for a number that is none */
export function readQuestion(query: Query, phone: Phone): HistoryQuestion {
  const words = (field: string) => readWords(field, query[field]);
  const texts = { search: words('q'), agent: words('agent'), line: words('line') };
  const queue = words('queue');
  return {
    ...texts,
    queue,
    empty: [...Object.values(texts), queue].some((terms) => terms?.length === 0),
    cursor: query.cursor,
    limit: readWhole('limit', query.limit, 1, MAX_LIMIT) ?? DEFAULT_LIMIT,
    number: readNumber(query.number, phone),
    direction: readOneOf('direction', query.direction, ['in', 'out', 'internal'] as const),
    state: readOneOf('state', query.state, STATES),
    outcome: readOneOf('outcome', query.outcome, OUTCOMES),
    missed: readFlag('missed', query.missed),
    mine: readFlag('mine', query.mine) === true ? true : undefined,
    from: readWhole('from', query.from, 0, Number.MAX_SAFE_INTEGER),
    to: readWhole('to', query.to, 0, Number.MAX_SAFE_INTEGER),
  };
}

/** @returns undefined when nothing is asked, no terms when nothing of it can be searched */
function readWords(field: string, text: string | undefined): SearchTerm[] | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const terms = readSearch(text.trim());
  if (terms) return terms;
  throw bad(`${field} may have ${MAX_QUERY} characters and ${MAX_WORDS} words.`);
}

function readNumber(text: string | undefined, phone: Phone): string | undefined {
  if (text === undefined) return undefined;
  const { e164, extension } = phone.read(text);
  const number = e164 ?? extension;
  if (number !== undefined) return number;
  throw unreadableNumber();
}

function readWhole(
  field: string,
  text: string | undefined,
  least: number,
  most: number,
): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw bad(`${field} must be a whole number from ${least} to ${most}.`);
}

function readFlag(field: string, text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  throw bad(`${field} must be true or false.`);
}

function readOneOf<T extends string>(
  field: string,
  text: string | undefined,
  allowed: readonly T[],
): T | undefined {
  if (text === undefined) return undefined;
  const value = allowed.find((one) => one === text);
  if (value !== undefined) return value;
  throw bad(`${field} must be one of ${allowed.join(', ')}.`);
}

function bad(message: string): ApiError {
  return new ApiError(400, 'request/invalid', message);
}
