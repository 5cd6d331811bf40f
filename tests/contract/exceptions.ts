/**
 * Where the sandbox knowingly differs from the recordings, and why. Everything else must agree.
 */

/** Exchanges that are not replayed at all. */
export const NOT_REPLAYED: Record<string, string> = {
  'message_send token login': 'long polling is a channel Offhook does not use',
  'message_send token login receive': 'long polling is a channel Offhook does not use',
};

/** Exchanges of which only status and named fields are compared, not the shape. */
export const SHAPE_IGNORED: Record<string, string> = {
  'signshow both': 'only the parts Offhook reads are there; the original sends 65 kB of assets',
};

/** Single headers that are not compared. */
export const HEADER_IGNORED: Record<string, Record<string, string>> = {
  'preflight users/me': { 'cache-control': 'a preflight is cached by its own header' },
  'preflight tickets': { 'cache-control': 'a preflight is cached by its own header' },
};

/** CTI exchanges whose row the recorder did not find although there was one. */
export const ROW_NOT_RECORDED: Record<string, string> = {
  'numeric callId in JSON': 'it was looked up as a number',
  'callId 300 chars': 'it was looked up by the uncut id',
  'empty callId': 'it was not looked up',
};

/** Rows of the token matrix that are not replayed. */
export const MATRIX_NOT_REPLAYED: Record<string, string> = {
  http_logs: 'the log of requests is for admins; nothing of ours reads it',
  time_accounting: 'the report is for admins; nothing of ours reads it',
};
