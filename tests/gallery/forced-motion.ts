/** Makes the page as one where the person wishes less motion, whatever the browser's own setting is. */
const WISH = /\(prefers-reduced-motion:\s*reduce\)/g;

/** The rules for less motion count for everybody. Ask again when style sheets were added. */
export function forceLessMotion(page: Document): void {
  for (const sheet of page.styleSheets) widen(sheet.cssRules);
}

function widen(rules: CSSRuleList): void {
  for (const rule of rules) {
    if (rule instanceof CSSMediaRule && rule.media.mediaText.match(WISH))
      rule.media.mediaText = rule.media.mediaText.replace(WISH, 'all');
    if (rule instanceof CSSGroupingRule) widen(rule.cssRules);
  }
}
