/**
 * Who in the team stands behind a name, an extension, a device or a number.
 *
 * People come from two sides: agents who paired a browser (facts of Zammad) and the configured
 * mapping. Somebody who is mapped but paired nothing is still known: a call for them is no call
 * for "nobody we know".
 */
import type { Party } from './call.ts';
import { accountKeys, mappedDeviceKeys, seenDeviceKeys } from './device-keys.ts';
import { numbersIn } from './number-list.ts';
import { nameKeys } from './person-name.ts';
import type { Phone } from './phone.ts';

/** A paired agent, as Zammad last told it. */
export interface KnownAgent {
  /** Zammad user id. */
  id: number;
  login: string;
  email: string;
  name: string;
  phone: string;
  mobile: string;
}

/** One entry of `agents` in the configuration file. */
export interface AgentMapping {
  login: string;
  extensions?: readonly string[] | undefined;
  numbers?: readonly string[] | undefined;
  names?: readonly string[] | undefined;
}

export interface Person {
  /** Zammad user id; absent when the person is only mapped and has paired no browser. */
  agentId?: number;
  login: string;
  name: string;
}

export interface Roster {
  readonly people: readonly Person[];
  /**
   * People one side of a call names. A name, device or extension outweighs a number, which may be
   * shared; where several people go by one of them, what else is known narrows it down. Whoever
   * then is still possible is among them: nobody is guessed.
   */
  find(party: Party): Person[];
  /** People who have this number (E.164 digits). */
  owners(e164: string): Person[];
  /** Every number that somebody has (E.164 digits). */
  numbers(): string[];
  /** The person with this login or e-mail. */
  byLogin(login: string): Person | undefined;
  byId(agentId: number): Person | undefined;
}

export function createRoster(input: {
  agents: readonly KnownAgent[];
  mapping: readonly AgentMapping[];
  phone: Phone;
}): Roster {
  const { phone } = input;
  const people: Person[] = [];
  const byKey = new Map<string, Set<Person>>();
  const byAgentId = new Map<number, Person>();

  function put(key: string, person: Person): void {
    const set = byKey.get(key);
    if (set) set.add(person);
    else byKey.set(key, new Set([person]));
  }
  function putNumber(text: string, person: Person): void {
    const read = phone.read(text);
    if (read.e164) put(`number ${read.e164}`, person);
    else if (read.extension) put(`extension ${read.extension}`, person);
  }
  function get(keys: Iterable<string>): Person[] {
    const found = new Set<Person>();
    for (const key of keys) for (const person of byKey.get(key) ?? []) found.add(person);
    return [...found];
  }

  for (const agent of input.agents) {
    const person: Person = {
      agentId: agent.id,
      login: agent.login,
      name: agent.name.trim() || agent.login,
    };
    people.push(person);
    byAgentId.set(agent.id, person);
    for (const login of [agent.login, agent.email]) {
      if (login.trim()) put(`login ${fold(login)}`, person);
    }
    for (const key of nameKeys(agent.name)) put(`name ${key}`, person);
    for (const field of [agent.phone, agent.mobile]) {
      for (const text of numbersIn(field, phone)) putNumber(text, person);
    }
  }
  for (const mapped of input.mapping) {
    const login = fold(mapped.login);
    let persons = get([`login ${login}`]);
    if (persons.length === 0) {
      const person: Person = { login: mapped.login, name: mapped.names?.[0] ?? mapped.login };
      people.push(person);
      put(`login ${login}`, person);
      persons = [person];
    }
    for (const person of persons) {
      for (const text of mapped.extensions ?? []) {
        for (const key of mappedDeviceKeys(text)) put(key, person);
        // A connection may take for an extension what the relay's own pattern does not.
        put(`extension ${phone.read(text).extension ?? text.trim()}`, person);
      }
      for (const text of mapped.numbers ?? []) putNumber(text, person);
      for (const text of mapped.names ?? []) {
        for (const key of nameKeys(text)) put(`name ${key}`, person);
        put(`alias ${fold(text)}`, person);
      }
    }
  }

  function deviceKeys(party: Party): string[] {
    const keys: string[] = [];
    if (party.extension) keys.push(`extension ${party.extension}`);
    if (party.account) {
      keys.push(...accountKeys(party.account), `login ${fold(party.account)}`);
      const { extension } = phone.read(party.account);
      if (extension) keys.push(`extension ${extension}`);
    }
    return keys;
  }

  /** Where no number could be read, the raw text may be a name, a login or a device (Push API `user`). */
  function textKeys(party: Party): string[] {
    const keys: string[] = [];
    for (const text of [party.name, party.e164 || party.extension ? undefined : party.raw]) {
      if (!text?.trim()) continue;
      keys.push(`login ${fold(text)}`, `alias ${fold(text)}`, ...seenDeviceKeys(text));
      keys.push(...nameKeys(text).map((key) => `name ${key}`));
      const read = phone.read(text);
      if (read.extension) keys.push(`extension ${read.extension}`);
      if (read.e164) keys.push(`number ${read.e164}`);
    }
    return keys;
  }

  /** Two of one name: the one at that device, or with that number. */
  function find(party: Party): Person[] {
    const devices = get(deviceKeys(party));
    const named = get(textKeys(party));
    const byNumber = party.e164 ? get([`number ${party.e164}`]) : [];
    const both = named.filter((person) => devices.includes(person));
    const found = both.length > 0 ? both : [...new Set([...devices, ...named])];
    if (found.length === 0) return byNumber;
    const tied = found.length > 1 ? found.filter((person) => byNumber.includes(person)) : [];
    return tied.length > 0 ? tied : found;
  }

  return {
    people,
    find,
    owners: (e164) => get([`number ${e164}`]),
    numbers: () => [...byKey.keys()].flatMap((key) => /^number (\d+)$/.exec(key)?.[1] ?? []),
    byLogin: (login) => get([`login ${fold(login)}`])[0],
    byId: (agentId) => byAgentId.get(agentId),
  };
}

function fold(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
