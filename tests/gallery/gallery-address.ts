/** The address of a state: `?part=card&case=ringing&theme=dark&locale=de&width=320&motion=reduce`. */
export const WIDTHS = ['own', '320', '360', '480', 'full'] as const;
export const THEMES = ['light', 'dark'] as const;
export const LOCALES = ['en', 'de'] as const;
export const MOTIONS = ['full', 'reduce'] as const;

export interface GalleryAddress {
  /** Empty: the first part. */
  part: string;
  /** Empty: every state of the part. */
  case: string;
  theme: (typeof THEMES)[number];
  locale: (typeof LOCALES)[number];
  /** `own`: as wide as the part is in real life. */
  width: (typeof WIDTHS)[number];
  motion: (typeof MOTIONS)[number];
}

const CHOICES = { theme: THEMES, locale: LOCALES, width: WIDTHS, motion: MOTIONS } as const;

/** Reads an address; what is missing or unknown is the first choice. */
export function readAddress(search: string): GalleryAddress {
  const asked = new URLSearchParams(search);
  const choice = <K extends keyof typeof CHOICES>(name: K): (typeof CHOICES)[K][number] =>
    CHOICES[name].find((each) => each === asked.get(name)) ?? CHOICES[name][0];
  return {
    part: asked.get('part') ?? '',
    case: asked.get('case') ?? '',
    theme: choice('theme'),
    locale: choice('locale'),
    width: choice('width'),
    motion: choice('motion'),
  };
}

/** Without what is the first choice anyway, but theme and language, which say what one sees. */
export function writeAddress(address: GalleryAddress): string {
  const words = new URLSearchParams();
  if (address.part) words.set('part', address.part);
  if (address.case) words.set('case', address.case);
  words.set('theme', address.theme);
  words.set('locale', address.locale);
  if (address.width !== WIDTHS[0]) words.set('width', address.width);
  if (address.motion !== MOTIONS[0]) words.set('motion', address.motion);
  return `?${words.toString()}`;
}
