/** WebSocket close codes; the frame before the close says the same in words. */
export type RefusedReason = 'protocol' | 'token' | 'rate';
export type ByeReason = 'shutdown' | 'slow' | 'revoked';

export const CLOSE: Record<RefusedReason | ByeReason | 'silent', number> = {
  protocol: 4400,
  token: 4401,
  revoked: 4403,
  /** No `hello` in time. */
  silent: 4408,
  rate: 4429,
  shutdown: 1001,
  slow: 1013,
};
