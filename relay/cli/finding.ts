/** One line of `offhook doctor`. */
export interface Finding {
  level: 'ok' | 'warn' | 'fail';
  /** What was looked at, and what was seen. */
  text: string;
  /** What to do; with `warn` and `fail`. */
  remedy?: string;
}

export const ok = (text: string): Finding => ({ level: 'ok', text });
export const warn = (text: string, remedy: string): Finding => ({ level: 'warn', text, remedy });
export const fail = (text: string, remedy: string): Finding => ({ level: 'fail', text, remedy });
