/**
 * Stands in for texts that a script in a foreign page never says (`left-out.ts`): `wxt.config.ts`
 * puts it in their place there, since that page pays for every byte at each load.
 */
const none = {};

export const settingsPage = none;
export const diagnostics = none;
export const opening = none;
export const missedBoard = none;
export const waiting = none;
export const panel = none;
export const history = none;
export const people = none;
export const wrapUp = none;
export const strip = none;
export const privacy = none;
