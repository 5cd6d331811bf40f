/** The bricks that everything is built of. */
import type { ReactNode } from 'react';
import { Avatar } from '../../components/call-card/Avatar.tsx';
import { CallMark } from '../../components/call-mark/CallMark.tsx';
import { Button, type ButtonProps } from '../../components/form/Button.tsx';
import { Choice } from '../../components/form/Choice.tsx';
import { Field } from '../../components/form/Field.tsx';
import { Select } from '../../components/form/Select.tsx';
import { Switch } from '../../components/form/Switch.tsx';
import { TextArea } from '../../components/form/TextArea.tsx';
import { TextInput } from '../../components/form/TextInput.tsx';
import { Toggle } from '../../components/form/Toggle.tsx';
import { useLanguage } from '../../components/surroundings.tsx';
import type { GalleryPart } from './gallery-part.ts';
import { pastCalls } from './sample-history.ts';

const nothing = () => {};

function Buttons(props: Pick<ButtonProps, 'disabled' | 'hint'>) {
  const { actions } = useLanguage().texts;
  return (
    <p className="bricks">
      {(['primary', 'plain', 'mini', 'link'] as const).map((kind) => (
        <Button key={kind} kind={kind} {...props}>
          {actions.newTicket}
        </Button>
      ))}
      <Button kind="icon" aria-label={actions.dismiss} disabled={props.disabled}>
        <span aria-hidden="true">×</span>
      </Button>
    </p>
  );
}

function Words({ children }: { children: (words: { label: string; help: string }) => ReactNode }) {
  const { popup, settingsPage } = useLanguage().texts;
  return children({ label: popup.dial, help: settingsPage.setting.dial.what });
}

function Problem({ children }: { children: (problem: string) => ReactNode }) {
  return children(useLanguage().texts.problem['dial/unreadable']);
}

const OPTIONS = [
  { value: 'a', label: 'Support' },
  { value: 'b', label: 'Donaudampfschifffahrtsgesellschaft' },
];

export const formPart: GalleryPart = {
  title: 'Bricks',
  frame: 'surface',
  width: 360,
  cases: {
    buttons: { content: () => <Buttons /> },
    'buttons with their keys': { content: () => <Buttons hint="N" /> },
    'buttons, disabled': { content: () => <Buttons disabled /> },
    field: {
      content: () => (
        <Words>
          {(words) => (
            <Field {...words} value="030 60985" beside={<Button>OK</Button>} onChange={nothing} />
          )}
        </Words>
      ),
    },
    'field with a problem': {
      content: () => (
        <Words>
          {({ label }) => (
            <Problem>
              {(problem) => (
                <Field label={label} value="abc" problem={problem} onChange={nothing} />
              )}
            </Problem>
          )}
        </Words>
      ),
    },
    'text with a problem': {
      content: () => (
        <Words>
          {({ label }) => (
            <Problem>
              {(problem) => (
                <>
                  <TextInput aria-label={label} value="1" short onChange={nothing} />
                  <TextInput aria-label={label} value="x" problem={problem} onChange={nothing} />
                  <TextArea aria-label={label} value="y" problem={problem} onChange={nothing} />
                </>
              )}
            </Problem>
          )}
        </Words>
      ),
    },
    choices: {
      content: () => (
        <Words>
          {({ label }) => (
            <>
              <Choice label={label} value="b" options={OPTIONS} onChange={nothing} />
              <Select aria-label={label} value="a" options={OPTIONS} onChange={nothing} />
              <Select aria-label={label} value="b" disabled options={OPTIONS} onChange={nothing} />
            </>
          )}
        </Words>
      ),
    },
    switches: {
      content: () => (
        <Words>
          {(words) => (
            <>
              <Switch {...words} on onChange={nothing} />
              <Switch {...words} on={false} onChange={nothing} />
              <Toggle aria-label={words.label} on onChange={nothing} />
              <Toggle aria-label={words.label} on disabled onChange={nothing} />
            </>
          )}
        </Words>
      ),
    },
    'people without a picture': {
      content: () => (
        <p className="bricks">
          {['Ida Plus', 'Ødegård', '李 小龍', '', '+49 30 1'].map((name, id) => (
            <Avatar key={name} name={name} id={id} />
          ))}
          <Avatar name="Ida Plus" id={9} image="idaspicture" />
          <Avatar name="Ida Plus" id={9} small />
        </p>
      ),
    },
    'what became of a call': {
      content: () => (
        <p className="bricks">
          {pastCalls.map((call) => (
            <CallMark key={call.id} call={call} />
          ))}
        </p>
      ),
    },
  },
};
