/** What a screen reader reads in the side panel, in its order. */
import { expect, test } from '../harness/gallery-test.ts';

const TITLE = 'i18n / accessibility: Screen-reader names, reduced motion';

/** What comes before the part itself. */
function panelOn(selected: string): string {
  const tabs = ['Now 1', 'Missed 5', 'History', 'Notes 4'].map(
    (tab) => `
      - tab "${tab}"${tab === selected ? ' [selected]' : ''}`,
  );
  return `
  - main:
    - heading "Calls" [level=1]
    - tablist "Views":${tabs.join('')}`;
}

test(`${TITLE}: the missed board`, async ({ state }) => {
  const panel = await state('part=panel-missed&case=missed');
  await expect(panel).toMatchAriaSnapshot(`${panelOn('Missed 5')}
    - tabpanel "Missed 5":
      - checkbox "Select all"
      - text: Select all
      - status
      - text: 5 callers wait
      - list "Callers to call back":
        - listitem:
          - checkbox "Select Ida Plus"
          - button "Ida Plus 3 attempts"
          - paragraph: +49 30 609854180 · Kranbau Nord GmbH
          - paragraph: last 10:44 · waited 1:20 · for Support
          - paragraph: Anna Adler is on it
          - 'button "Call back: Ida Plus"'
          - 'button "Write a note: Ida Plus"'
          - 'button "Done: Ida Plus"'
        - listitem:
          - checkbox "Select +33 1 40 00 00 00"
          - button "+33 1 40 00 00 00 one attempt"
          - paragraph: last 09:04 · waited 1:20 · for Support
          - paragraph: Left a message
          - 'button "Call back: +33 1 40 00 00 00"'
          - 'button "I’ll do it: +33 1 40 00 00 00"'
          - 'button "Write a note: +33 1 40 00 00 00"'
          - 'button "Done: +33 1 40 00 00 00"'
        - listitem:
          - checkbox "Select Ida Plus"
          - button "Ida Plus 2 attempts"
          - paragraph: +49 30 609854180 · Kranbau Nord GmbH
          - paragraph: last Fri 12:04 · waited 1:20 · for Support
          - paragraph: You are on it
          - 'button "Call back: Ida Plus"'
          - 'button "Let go: Ida Plus"'
          - 'button "Write a note: Ida Plus"'
          - 'button "Done: Ida Plus"'
        - listitem:
          - checkbox "Select Number withheld"
          - button "Number withheld one attempt"
          - paragraph: last Wed 12:04
          - 'button "I’ll do it: Number withheld"'
          - 'button "Write a note: Number withheld"'
          - 'button "Done: Number withheld"'
        - listitem
    - status
`);
});

test(`${TITLE}: the history`, async ({ state }) => {
  const panel = await state('part=panel-history&case=history');
  await expect(panel).toMatchAriaSnapshot(`${panelOn('History')}
    - tabpanel "History":
      - search:
        - searchbox "Search calls"
        - button "Filters"
        - button "Add a call"
      - status: 9 calls shown
      - region "Today":
        - heading "Today" [level=2]
        - list:
          - listitem:
            - button "Ida Plus , Answered, 11:52"
            - paragraph: +49 30 609854180 · Kranbau Nord GmbH
            - paragraph: Answered · 2:10 · Support · Anna Adler
            - paragraph: Technician Hook stops at 2 m, only with the long sling. Wants a technician before Friday and a call back about the invoice from last month.
            - 'button "Open ticket #39002"'
            - 'button "Call back: Ida Plus"'
          - listitem:
            - button "Mia Shared +2 , Missed, 11:24"
            - paragraph: +49 30 609854180 · Kranbau Nord GmbH
            - paragraph: Missed · waited 0:18 · Support
            - 'button "Call back: Mia Shared"'
          - listitem:
            - button "+33 1 40 00 00 00 , Voicemail, 11:04"
            - paragraph: Voicemail · waited 0:18 · Support
            - 'button "Call back: +33 1 40 00 00 00"'
          - listitem:
            - button "Number withheld , Missed, 10:04"
            - paragraph: Missed · waited 0:18 · Support
          - listitem
      - region "Yesterday":
        - heading "Yesterday" [level=2]
        - list:
          - listitem:
            - button "Ida Plus , Not reached, 16:04"
            - paragraph: +49 30 609854180 · Kranbau Nord GmbH
            - paragraph: Not reached · 0:18 · Support
            - 'button "Call back: Ida Plus"'
          - listitem
      - region "Thursday, November 19"
      - region "Friday, October 17, 2025"
      - button "Earlier calls"
    - status
`);
});
