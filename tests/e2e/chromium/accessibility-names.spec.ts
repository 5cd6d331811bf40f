/** What a screen reader reads, in its order: the accessibility trees of the surfaces. */
import { expect, test } from '../harness/gallery-test.ts';

const TITLE = 'i18n / accessibility: Screen-reader names, reduced motion';

const BUTTONS = `
    - button "Fold" [expanded]
    - button "Put away"
    - button "Move with the arrow keys"`;
const IDA = `
    - heading "Ida Plus VIP" [level=2]:
      - button "Ida Plus"
      - text: VIP
    - paragraph: Kranbau Nord GmbH
    - paragraph: +49 30 609854180 phone, exact`;
const TICKETS = `
    - region "Tickets":
      - heading "3 open tickets · last contact 1 hr. ago" [level=3]
      - button "All (4)"
      - list:
        - listitem:
          - text: "#39002 Hook does not lift escalates in 24 min · customer waits since Tuesday · Anna has it open · open · Anna Adler"
          - button "Write the note into ticket 39002"
          - button "Open ticket 39002, Hook does not lift"
        - listitem:
          - text: "#39007 Invoice 2026-114, question we wrote yesterday · pending reminder · yours · Support"
          - button "Write the note into ticket 39007"
          - button "Open ticket 39007, Invoice 2026-114, question"`;
const ACTIONS = `
    - status
    - button "Profile"
    - button "New ticket"
    - button "More"`;
const NOBODY = `
    - status
    - button "Who is it?"
    - button "New ticket"
    - button "More"
    - text: Note
    - textbox "Note"`;

test(`${TITLE}: the ringing card`, async ({ state }) => {
  await expect(await state('part=card&case=ringing')).toMatchAriaSnapshot(`
  - 'region "Call: Ida Plus, Ringing"':
    - text: Ringing Support · for Anna and Ben
    - timer "rang 0:07"${BUTTONS}${IDA}
    - paragraph: “Offhook support, good morning”${TICKETS}${ACTIONS}
    - text: Note
    - textbox "Note"
`);
});

test(`${TITLE}: the ringing card, in German`, async ({ state }) => {
  const card = await state('part=card&case=ringing&locale=de');
  await expect(card).toMatchAriaSnapshot(`
  - 'region "Anruf: Ida Plus, Klingelt"':
    - text: Klingelt Support · für Anna und Ben
    - timer "hat 0:07 geklingelt"
    - button "Einklappen" [expanded]
    - button "Weglegen"
    - button "Mit den Pfeiltasten verschieben"
    - heading "Ida Plus VIP" [level=2]:
      - button "Ida Plus"
      - text: VIP
    - paragraph: Kranbau Nord GmbH
    - paragraph: +49 30 609854180 Telefon, genau
    - paragraph: „Offhook support, good morning“
    - region "Tickets":
      - heading "3 offene Tickets · zuletzt vor 1 Std." [level=3]
      - button "Alle (4)"
      - list:
        - listitem:
          - text: "#39002 Hook does not lift eskaliert in 24 Min. · wartet seit Dienstag · Anna hat es geöffnet · offen · Anna Adler"
          - button "Notiz in Ticket 39002 schreiben"
          - button "Ticket 39002 öffnen, Hook does not lift"
        - listitem:
          - text: "#39007 Invoice 2026-114, question Antwort von uns gestern · warten auf Erinnerung · Ihr Ticket · Support"
          - button "Notiz in Ticket 39007 schreiben"
          - button "Ticket 39007 öffnen, Invoice 2026-114, question"
    - status
    - button "Profil"
    - button "Neues Ticket"
    - button "Mehr"
    - text: Notiz
    - textbox "Notiz"
`);
});

test(`${TITLE}: an unknown caller`, async ({ state }) => {
  await expect(await state('part=card&case=unknown')).toMatchAriaSnapshot(`
  - 'region "Call: Unknown caller, Ringing"':
    - text: Ringing Support · for Anna and Ben
    - timer "rang 0:07"${BUTTONS}
    - heading "Unknown caller" [level=2]
    - paragraph: No match in Zammad
    - paragraph: +33 1 40 00 00 00
    - region "Tickets":
      - paragraph: "Search for the person, or begin with “New ticket”: number, line and time are filled in."${NOBODY}
`);
});

test(`${TITLE}: several people`, async ({ state }) => {
  const card = await state('part=card&case=several-people');
  await expect(card).toMatchAriaSnapshot(`
  - 'region "Call: Kranbau Nord GmbH, Ringing"':
    - text: Ringing Support · for Anna and Ben
    - timer "rang 0:07"${BUTTONS}
    - heading "Kranbau Nord GmbH" [level=2]
    - paragraph: Who is it?
    - paragraph: +49 30 609854180
    - list "People with this number":
      - listitem:
        - button "Mia Shared picked by Anna"
        - button "Not Mia Shared"
      - listitem:
        - button "Nils Shared mobile, exact"
        - button "Not Nils Shared"
      - listitem:
        - button "Olga Kran-Sonnenschein VIP organisation’s number"
        - button "Not Olga Kran-Sonnenschein"
    - button "One more person"
    - button "Somebody else …"
    - status
    - button "Open Mia"
    - button "New ticket"
    - button "More"
    - text: Note
    - textbox "Note"
`);
  // The digit that picks a person is told with them.
  await expect(card.getByTestId('candidate').first()).toHaveAttribute('aria-keyshortcuts', '1');
});

test(`${TITLE}: wrap-up`, async ({ state }) => {
  await expect(await state('part=card&case=wrap-up')).toMatchAriaSnapshot(`
  - 'region "Call: Ida Plus, Ended"':
    - text: Ended Support · 11:59
    - timer "3:36 talked"${BUTTONS}${IDA}${TICKETS}${ACTIONS}
    - text: Note
    - textbox "Note": Hook stops at 2 m, only with the long sling. Wants a technician before Friday.
    - combobox "Where the note goes"
    - combobox "Who can read it":
      - option "Internal" [selected]
      - option "Public"
    - 'button "More about the call: 5 min +2"'
    - text: Kept · 12:04
    - button "Save note"
`);
});

test(`${TITLE}: a tray of three`, async ({ state }) => {
  const deeper = (text: string) => text.replaceAll('\n', '\n  ');
  await expect(await state('part=tray&case=three-calls')).toMatchAriaSnapshot(`
  - status
  - region "Calls":
    - 'region "Call: Unknown caller, Ringing"':
      - text: Ringing Support · for Anna and Ben
      - timer "rang 0:00"${deeper(BUTTONS)}
      - heading "Unknown caller" [level=2]
      - paragraph: No match in Zammad
      - paragraph: +33 1 40 00 00 10
      - region "Tickets"${deeper(NOBODY)}
    - 'region "Call: Unknown caller, Ringing"':
      - button "+33 1 40 00 00 11 Ringing rang 0:04 · Support · for Anna and Ben"
      - button "Put away"
    - 'region "Call: Ida Plus, Talking"':
      - text: Talking Support
      - timer "4:36 talked"${deeper(BUTTONS)}${deeper(IDA)}${deeper(TICKETS)}${deeper(ACTIONS)}
      - text: Note
      - textbox "Note"
`);
});

test(`${TITLE}: the popup`, async ({ state }) => {
  const popup = await state('part=popup&case=calls-now-and-lately');
  await expect(popup).toMatchAriaSnapshot(`
  - main:
    - heading "Offhook" [level=1]
    - button "Settings"
    - status:
      - paragraph: Connected. Calls arrive at once.
      - paragraph: Signed in as Agnes Agent
    - 'button "Missed calls and history While you were away: 4 calls, 2 missed for you 5 callers wait"'
    - text: "Phone: On"
    - paragraph: Calls show a card, a notification and a sound.
    - 'switch "Phone: On" [checked]'
    - text: Dial a number
    - textbox "Dial a number"
    - button "Dial"
    - status: Dials +49 30 609854180
    - heading "Now" [level=2]
    - list:
      - listitem:
        - text: +33 1 40 00 00 10 Ringing
        - timer "rang 0:00"
        - text: · Support · for Anna and Ben
      - listitem:
        - text: +33 1 40 00 00 11 Ringing
        - timer "rang 0:04"
        - text: · Support · for Anna and Ben
      - listitem:
        - button "Ida Plus"
        - text: Talking
        - timer "4:36 talked"
        - text: · Support
    - heading "Lately" [level=2]
    - list:
      - listitem:
        - button "Ida Plus"
        - text: Missed 2 min. ago · Support
        - 'button "Call back: Ida Plus"'
`);
});
