/** What o'clock it is where the caller is, as far as the country of the number tells. */
import { type MetadataJson, parsePhoneNumberFromString } from 'libphonenumber-js/core';

/** `getTimeZones` of ECMA-402; a getter in older browsers, missing in some. */
interface Zoned {
  getTimeZones?: () => string[] | undefined;
  timeZones?: string[];
}

/** Time zones of an ISO 3166 country, best known first; empty when the browser cannot tell. */
export function zonesOf(country: string): string[] {
  const locale = new Intl.Locale('und', { region: country }) as unknown as Zoned;
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

/** Minutes east of Greenwich at that moment; undefined for a zone that the browser does not know. */
export function offsetOf(zone: string, at: number): number | undefined {
  try {
    const parts = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      timeZoneName: 'longOffset',
    }).formatToParts(at);
    const text = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
    if (text === 'GMT') return 0;
    const [, sign, hours, minutes] = /^GMT([+-])(\d{2}):(\d{2})/.exec(text) ?? [];
    if (hours === undefined) return undefined;
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  } catch {
    return undefined;
  }
}

export interface CallerZoneDeps {
  metadata: MetadataJson;
  now(): number;
  /** The agent's own, minutes east of Greenwich. */
  ownOffset(): number;
  zonesOf?: (country: string) => string[];
}

/**
 * The zone of a number whose country has one time now, when that differs from the agent's own.
 * Undefined for countries with several (US, AU, but also ES and PT for their islands), and for
 * numbers that are no country's alone (`+1`, `+800`).
 */
export function createCallerZone(deps: CallerZoneDeps) {
  const zones = deps.zonesOf ?? zonesOf;
  return (number: string | undefined): string | undefined => {
    const country = number && parsePhoneNumberFromString(number, deps.metadata)?.country;
    if (!country) return undefined;
    const now = deps.now();
    const [first, ...others] = zones(country);
    const offset = first && offsetOf(first, now);
    if (offset === undefined || offset === '' || offset === deps.ownOffset()) return undefined;
    return others.every((zone) => offsetOf(zone, now) === offset) ? first : undefined;
  };
}
export type CallerZone = ReturnType<typeof createCallerZone>;
