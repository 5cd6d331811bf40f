/** Says a scenario's step in the words of one telephone system. */
import type { Step } from '../scenarios/step.ts';

/** A request to the relay, below the address of the connection. */
export interface EncodedRequest {
  method: 'GET' | 'POST';
  /** What follows the secret: `''`, `/in`. */
  rest?: string;
  query?: URLSearchParams;
  contentType?: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface EncodeContext {
  /** Native id of a call of the scenario. */
  id(call: string): string;
  /** Options of the connection, as configured. */
  options: Record<string, unknown>;
  /** PEM, for systems that sign with a key of their own. */
  privateKey?: string | undefined;
  /** Address that the relay believes it is called at: signatures are made over it. */
  address(rest: string, query?: URLSearchParams): string;
  /** Epoch ms. */
  now: number;
  /** The steps before this one, in order. */
  earlier: readonly Step[];
}

export interface Encoder {
  dialect: string;
  /** Empty: this telephone system says nothing then. */
  encode(step: Step, context: EncodeContext): EncodedRequest[];
  /** Why it cannot be played with these options; undefined: it can. */
  problem?(options: Record<string, unknown>, privateKey: string | undefined): string | undefined;
}

export const FORM = 'application/x-www-form-urlencoded';
export const JSON_TYPE = 'application/json';

/** Fields in order; undefined ones are left out. */
export function form(fields: readonly (readonly [string, string | undefined])[]): string {
  const filled = fields.filter((field): field is [string, string] => field[1] !== undefined);
  return new URLSearchParams(filled).toString();
}

export function postForm(
  fields: readonly (readonly [string, string | undefined])[],
): EncodedRequest & { body: string } {
  return { method: 'POST', contentType: FORM, body: form(fields) };
}

/** An option that is a text, or nothing. */
export function optionText(options: Record<string, unknown>, key: string): string | undefined {
  const value = options[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Systems that sign with a key that only they have. */
export function keyProblem(
  name: string,
  options: Record<string, unknown>,
  privateKey: string | undefined,
): string | undefined {
  if (options['signature'] === 'off' || privateKey !== undefined) return undefined;
  return `${name} signs with a private key of its own. For a try, make a connection with "signature": "off", or one with your own key in "publicKeys" and give the private one with --key FILE.`;
}

export function seconds(ms: number | undefined): string {
  return String(Math.round((ms ?? 0) / 1000));
}
