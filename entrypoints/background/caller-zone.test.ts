import metadata from 'libphonenumber-js/min/metadata';
import { describe, expect, it } from 'vitest';
import { createCallerZone, offsetOf } from './caller-zone.ts';

const WINTER = Date.parse('2026-11-21T12:00:00Z');
const zoneOf = (number: string | undefined, ownOffset = 60, zonesOf?: (c: string) => string[]) =>
  createCallerZone({
    metadata,
    now: () => WINTER,
    ownOffset: () => ownOffset,
    ...(zonesOf ? { zonesOf } : {}),
  })(number);

describe('the time where a caller is', () => {
  it.each([
    ['+442079460026', 'Europe/London'],
    ['+81312345678', 'Asia/Tokyo'],
    ['+911123456789', 'Asia/Calcutta'],
    ['+97142345678', 'Asia/Dubai'],
    ['+9779851234567', 'Asia/Katmandu'],
  ])('%s: %s', (number, zone) => expect(zoneOf(number)).toBe(zone));

  it.each([
    ['the agent’s own time', '+4930609854180'],
    ['the same time in another country', '+41446681800'],
    ['a country with several', '+14155552671'],
    ['and another', '+61212345678'],
    ['islands with a time of their own', '+34911234567'],
    ['no country', '+80012345678'],
    ['no number', undefined],
    ['nonsense', 'x'],
  ])('%s: nothing', (_, number) => expect(zoneOf(number)).toBeUndefined());

  it('several zones that have the same time now are one', () => {
    expect(zoneOf('+4930609854180', 0)).toBe('Europe/Berlin');
  });

  it('a browser that cannot tell zones, or does not know one', () => {
    expect(zoneOf('+81312345678', 60, () => [])).toBeUndefined();
    expect(zoneOf('+81312345678', 60, () => ['Mars/Base'])).toBeUndefined();
    expect(offsetOf('Mars/Base', WINTER)).toBeUndefined();
  });

  it('offsets, with minutes and at Greenwich', () => {
    expect(offsetOf('Asia/Kathmandu', WINTER)).toBe(345);
    expect(offsetOf('America/St_Johns', WINTER)).toBe(-210);
    expect(offsetOf('Europe/London', WINTER)).toBe(0);
    expect(offsetOf('Europe/London', Date.parse('2026-07-01T12:00:00Z'))).toBe(60);
  });
});
