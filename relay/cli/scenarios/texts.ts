/** Names and texts that break careless programs. */
import { incoming } from './cast.ts';
import type { Scenario } from './step.ts';

const ESC = '\u001b';

const TEXTS: readonly [name: string, text: string, about: string, see: string][] = [
  ['umlauts', 'Jörg Müßig-Çelik Ångström', 'umlauts and accents', 'the name as it is written'],
  [
    'scripts',
    '李小龍 Ελένη Мария',
    'Chinese, Greek and Cyrillic letters',
    'the name as it is written',
  ],
  ['emoji', 'Ada 👩‍💻🚀', 'pictures', 'the name as it is written'],
  [
    'right-to-left',
    '\u202eגנא',
    'Hebrew, with a mark that turns the direction',
    'nothing else on the card turns',
  ],
  [
    'hostile-html',
    '<img src=x onerror=alert(1)><script>alert(2)</script>',
    'HTML and script',
    'shown as text',
  ],
  ['hostile-sql', "'); DROP TABLE calls; --", 'SQL', 'shown as text'],
  ['hostile-xml', '<!DOCTYPE x [<!ENTITY a "aaaa">]>&a;]]>', 'XML entities', 'shown as text'],
  ['hostile-path', '../../../../etc/passwd', 'a path', 'shown as text'],
  ['hostile-format', '%s%n{{7*7}}${7*7}', 'templates and formats', 'shown as text'],
  ['hostile-lines', 'Ada\r\nX-Evil: 1\r\n\r\nevent=hangup', 'line breaks and a header', 'one line'],
  [
    'hostile-terminal',
    `${ESC}[2J${ESC}]0;owned\u0007${ESC}[31mred`,
    'commands to a terminal',
    'harmless in "offhook events"',
  ],
  ['hostile-zero', 'Ada\u0000Lovelace', 'a zero byte', 'the call all the same'],
  ['huge-name', 'A'.repeat(5_000), 'a name of 5,000 letters', 'shortened'],
];

const many = Array.from({ length: 50 }, (_, index) => ({
  name: `Person ${index + 1}`,
  extension: String(1_000 + index),
}));

export const TEXTS_OF_OTHERS: readonly Scenario[] = [
  ...TEXTS.map(([name, text, about, see]): Scenario => {
    const people = [{ name: text, extension: '23' }];
    const call = incoming({ people });
    return {
      name,
      group: 'Strange and hostile texts',
      about: `${about} as a name`,
      see,
      steps: [call.new(0), call.answer(2_000, { people }), call.hangup(3_000, { talkedMs: 3_000 })],
    };
  }),
  {
    name: 'many-people',
    group: 'Strange and hostile texts',
    about: 'fifty people ring at once',
    see: 'one call for all of them',
    steps: [incoming({ people: many }).new(0), incoming().hangup(4_000, { cause: 'cancel' })],
  },
];
