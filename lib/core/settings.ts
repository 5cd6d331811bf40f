/**
 * What an agent (or the administrator for them) can choose. One flat record, so that each choice
 * has a name, a default, and can be locked by that name.
 */

/** What a rule brings on screen. `recent`: the profile when a ticket of the person changed lately, else a new ticket, as Zammad does. */
export const OPEN_WHATS = [
  'nothing',
  'profile',
  'latest-ticket',
  'recent',
  'new-ticket',
  'url',
] as const;
export type OpenWhat = (typeof OPEN_WHATS)[number];

export const RULE_DIRECTIONS = ['in', 'out'] as const;
export type RuleDirection = (typeof RULE_DIRECTIONS)[number];
/** `click`: on the name of the card. */
export const RULE_MOMENTS = ['ring', 'answer', 'click'] as const;
export type RuleMoment = (typeof RULE_MOMENTS)[number];
/** How many people the number matches; a chosen person counts as `one`. */
export const MATCH_COUNTS = ['none', 'one', 'several'] as const;
export type MatchCount = (typeof MATCH_COUNTS)[number];

export type OpeningRules = Record<RuleDirection, Record<RuleMoment, Record<MatchCount, OpenWhat>>>;

/** A text that is put into a note: at the press of a button, or by itself on calls for `line`. */
export interface NoteTemplate {
  name: string;
  /** Label or number of the dialled line; absent: any line, never by itself. */
  line?: string | undefined;
  text: string;
}

/** One more link on the card. `url` holds placeholders like `{number}`; see `url-template.ts`. */
export interface CardLink {
  name: string;
  url: string;
}

export interface Settings {
  phone: 'on' | 'quiet';
  /** How a number is dialled: by the system's own `tel:` handler, by the relay, or not at all. */
  dial: 'system' | 'relay' | 'off';
  /** When a card comes on Zammad's page. */
  cardIn: 'ring' | 'answer' | 'off';
  cardOut: 'ring' | 'answer' | 'off';
  rules: OpeningRules;
  /** Opened by rules that say `url`. Only `http(s):`. */
  ruleUrl: string;
  /** Days within which a changed ticket counts as recent. */
  recentDays: number;
  sound: 'off' | 'soft' | 'ring';
  /** 0–100. */
  volume: number;
  notifications: boolean;
  /** No sound, no notification, no opening in these hours; cards still come. */
  quietHours: {
    on: boolean;
    /** Days they begin on, 0 = Sunday. */
    days: number[];
    /** `HH:MM`, local time; over midnight when `to` is not later. */
    from: string;
    to: string;
  };
  /** Zammad's out-of-office counts as quiet. */
  outOfOffice: boolean;
  /** Language of our own surfaces; `auto` follows Zammad's page or the browser. */
  locale: 'auto' | 'de' | 'en';
  /** Calls with a person on their profile and tickets in Zammad. */
  strip: boolean;
  /** Title of a new ticket, with placeholders; empty: "Call from …". */
  ticketTitle: string;
  /** New notes are hidden from the customer. */
  noteInternal: boolean;
  outcomes: string[];
  templates: NoteTemplate[];
  links: CardLink[];
  /** Talk time is offered for Zammad's time accounting. */
  timeAccounting: boolean;
  roundMinutes: number;
  roundMode: 'up' | 'nearest' | 'down';
}
export type SettingKey = keyof Settings;

const never = { none: 'nothing', one: 'nothing', several: 'nothing' } as const;
const onClick = { none: 'new-ticket', one: 'profile', several: 'nothing' } as const;

export const DEFAULT_SETTINGS: Settings = {
  phone: 'on',
  dial: 'system',
  cardIn: 'ring',
  cardOut: 'ring',
  rules: {
    in: {
      ring: never,
      answer: { none: 'new-ticket', one: 'recent', several: 'nothing' },
      click: onClick,
    },
    out: { ring: never, answer: never, click: onClick },
  },
  ruleUrl: '',
  recentDays: 30,
  sound: 'soft',
  volume: 60,
  notifications: true,
  quietHours: { on: false, days: [1, 2, 3, 4, 5], from: '18:00', to: '08:00' },
  outOfOffice: true,
  locale: 'auto',
  strip: true,
  ticketTitle: '',
  noteInternal: true,
  outcomes: [],
  templates: [],
  links: [],
  timeAccounting: true,
  roundMinutes: 1,
  roundMode: 'up',
};

/** Who has fixed a setting: the browser's policy (managed storage) or the relay's, for a group of agents. */
export type SettingLock = 'browser' | 'relay';

/** Settings as a page shows them. */
export interface SettingsView {
  values: Settings;
  /** What a reset goes back to: the administrator's default where there is one. */
  defaults: Settings;
  locked: Partial<Record<SettingKey, SettingLock>>;
}

/** What an administrator presets: `values` are defaults, and fixed for the keys in `locked`. */
export interface SettingsPolicy {
  values: Partial<Settings>;
  locked: SettingKey[];
}

/** Which of the two opens screens on answer: us, Zammad's own web page, or nobody. */
export interface OpenerView {
  by: 'offhook' | 'zammad' | 'nobody';
  /** Locale key of the reason. */
  why: 'relay-tells-zammad' | 'zammad-desktop' | 'rules' | 'off';
}
