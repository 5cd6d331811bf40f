/** What we need of pino. Fields never hold numbers, names, tokens or addresses with secrets. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
