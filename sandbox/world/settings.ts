/** The admin's settings that the sandbox obeys; tests change them by `POST /sandbox/control`. */
export interface CtiConfig {
  outbound: {
    routing_table: { dest: string; caller_id: string; note?: string }[];
    default_caller_id: string;
  };
  inbound: { block_caller_ids: { caller_id: string; note?: string }[] };
}

export const DRIVERS = ['cti', 'sipgate', 'placetel'] as const;
export type Driver = (typeof DRIVERS)[number];

export interface Settings {
  /** Per driver: switched on, its secret, its configuration (null: nothing configured). */
  drivers: Record<Driver, { enabled: boolean; token: string; config: CtiConfig | null }>;
  sipgate_alternative_fqdn: string;
  time_accounting: boolean;
  /** In what time is counted (6.x): `''` minutes, `hour`, `quarter`, `minute`, `custom`. */
  time_accounting_unit: string;
  /** Seconds within which agents may delete an own article; 0: for ever. */
  article_delete_seconds: number;
  /** False: every call with a token is refused. */
  api_token_access: boolean;
  /** False: agents lack the right to create access tokens. */
  token_creation: boolean;
}

/** The configuration under which the exchanges were recorded. */
export function recordedCtiConfig(): CtiConfig {
  return {
    outbound: {
      routing_table: [
        { dest: '41*', caller_id: '41715880339000' },
        { dest: '491714000000', caller_id: '41715880339000' },
      ],
      default_caller_id: '4930777000000',
    },
    inbound: { block_caller_ids: [{ caller_id: '491715000000' }] },
  };
}

export function defaultSettings(): Settings {
  const driver = (token: string) => ({ enabled: true, token, config: recordedCtiConfig() });
  return {
    drivers: {
      cti: driver('sandbox-cti'),
      sipgate: driver('sandbox-sipgate'),
      placetel: driver('sandbox-placetel'),
    },
    sipgate_alternative_fqdn: '',
    time_accounting: false,
    time_accounting_unit: '',
    article_delete_seconds: 600,
    api_token_access: true,
    token_creation: true,
  };
}
