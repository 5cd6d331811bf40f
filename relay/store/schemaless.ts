/**
 * A database seen without its tables: migrations must not depend on today's row types, which
 * describe the newest schema only. Any database may be passed for it.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- tables of no version: the point of this type
export type Schemaless = any;
