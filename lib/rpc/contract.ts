/**
 * Every request that one extension context may send to the background, and which role may send it.
 * `page`: our own pages (popup, options). `content`: the content scripts, which are hostile ground:
 * only what a caller card needs, and nothing that returns a token or reaches a foreign host.
 */
import * as v from 'valibot';
import type { CardView } from '../core/card.ts';
import { callsContract } from './contract-calls.ts';
import { notesContract } from './contract-notes.ts';
import { peopleContract } from './contract-people.ts';
import { privacyContract } from './contract-privacy.ts';
import { settingsContract } from './contract-settings.ts';
import { callId, card, method, none, page } from './method.ts';

/** Expected failures are values. `code` is `area/what`; the UI has words for each code. */
export type Result<T> = { ok: true; value: T } | { ok: false; code: string; detail?: string };

/** How an opened thing came on screen. `panel`: no Zammad page could show it. */
export interface Opened {
  where: 'same-tab' | 'other-tab' | 'new-tab';
}

/** A line of the connection check list. `remedy` is a locale key, as is `id`. */
export interface Check {
  id: 'address' | 'permission' | 'token' | 'tickets' | 'cti' | 'relay' | 'live';
  state: 'ok' | 'failed' | 'waiting' | 'skipped';
  /** Which remedy text to show; absent when `ok`. */
  problem?: string;
  /** A fact to show in the line: agent's name, host, … */
  fact?: string;
}

export interface ConnectionView {
  /** In words: `live`, `connecting`, `offline` (with `reason`), `unpaired`, `refused`. */
  relay: 'live' | 'connecting' | 'offline' | 'unpaired' | 'refused';
  reason?: string;
  relayUrl?: string;
  zammadUrl?: string;
  agent?: { name: string; login: string };
  phone: 'on' | 'quiet';
}

const id = callId;
const url = v.pipe(v.string(), v.maxLength(2048));

export const contract = {
  ...peopleContract,
  ...notesContract,
  ...callsContract,
  ...settingsContract,
  ...privacyContract,
  /** Opens a thing of this call in the agent's Zammad tab. A click, so it may leave other work in its task. */
  'call.open': method<Opened>()(
    v.object({
      callId: id,
      what: v.picklist(['profile', 'ticket', 'new-ticket', 'rule', 'link']),
      /** `link`: which of the agent's own links. */
      link: v.optional(v.number()),
      userId: v.optional(v.number()),
      ticketId: v.optional(v.number()),
    }),
    card,
  ),
  'call.pick': method<null>()(v.object({ callId: id, userId: v.number() }), card),
  'call.dismiss': method<null>()(v.object({ callId: id }), card),
  /** Takes up what a rule would have opened, had the agent not been busy. */
  'call.accept': method<Opened>()(v.object({ callId: id }), card),
  /** Reads a number as a person wrote it; refused with `dial/unreadable`, `dial/forbidden`. */
  'dial.check': method<{ e164: string; display: string }>()(
    v.object({ text: v.pipe(v.string(), v.maxLength(200)) }),
    card,
  ),
  /** Dials. `href` is set when the page itself must hand a clean `tel:` link to the system. */
  'dial.start': method<{ e164: string; display: string; by: 'relay' | 'system'; href?: string }>()(
    v.object({ text: v.pipe(v.string(), v.maxLength(200)) }),
    card,
  ),
  'calls.list': method<CardView[]>()(none, page),
  'connection.get': method<ConnectionView>()(none, page),
  /** Zammad pages open now (their origins), to offer the address without typing. Needs no host right. */
  'connect.suggest': method<{
    zammadUrl?: string;
    relayUrl?: string;
    /** Fixed by the administrator: another address is refused with `connect/locked`. */
    locked?: ('zammadUrl' | 'relayUrl')[];
  }>()(none, page),
  /** Asks the address whether a Zammad lives there. Host permission must have been granted. */
  'connect.probe': method<{
    zammadUrl: string;
    name?: string;
    /** Plain http inside the house: works, and deserves a word of warning. */
    insecure?: boolean;
  }>()(v.object({ zammadUrl: url }), page),
  /** Creates a token "Offhook" from the agent's logged-in Zammad tab and keeps it in the background. */
  'connect.createToken': method<null>()(v.object({ zammadUrl: url }), page),
  /** Keeps address, token (pasted; omitted = the created one) and relay, pairs, connects. */
  'connect.save': method<Check[]>()(
    v.object({
      zammadUrl: url,
      token: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(512))),
      relayUrl: url,
    }),
    page,
  ),
  'connect.check': method<Check[]>()(none, page),
  'connect.disconnect': method<null>()(none, page),
} as const;

export type Contract = typeof contract;
export type MethodName = keyof Contract;
export type Input<M extends MethodName> = v.InferOutput<Contract[M]['input']>;
export type Output<M extends MethodName> = Exclude<Contract[M]['output'], undefined>;
