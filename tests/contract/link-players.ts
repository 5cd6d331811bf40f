/** Telephone systems on loopback, each of which plays one recording at its own pace. */
import { setTimeout as pause } from 'node:timers/promises';
import { startFakeAmi } from '../../relay/pbx/asterisk/fake-ami.ts';
import { readRecording } from '../../relay/pbx/asterisk/replay.ts';
import { startFakeFreeswitch } from '../../relay/pbx/freeswitch/fake-freeswitch.ts';
import { startFakeFritzbox } from '../../relay/pbx/fritzbox/fake-fritzbox.ts';
import { startFakeNfon } from '../../relay/pbx/nfon/fake-nfon.ts';
import { type FakeParticipant, startFakeThreecx } from '../../relay/pbx/threecx/fake-threecx.ts';
import { recordings, sampleOptions } from '../../relay/testing/pbx-samples.ts';

export interface PlayedLink {
  name: string;
  /** Of the connection to it. */
  options: Record<string, unknown>;
  /** Waits for the relay to be connected, then plays. */
  play(): Promise<void>;
  close(): Promise<void>;
}

type Begin = (name: string, text: string) => Promise<PlayedLink>;

/** Between the lines of recordings without times. */
const STEP_MS = 1_200;
/** Longest pause; those of a recording that are longer are shortened. */
const MAX_PAUSE_MS = 4_000;
const LOOK_MS = 50;
const host = '127.0.0.1';

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(LOOK_MS);
}

const asterisk: Begin = async (name, text) => {
  const fake = await startFakeAmi();
  const ready = () => fake.received.some((action) => /^Action: CoreShowChannels/im.test(action));
  return {
    name,
    options: { host, port: fake.port, user: 'relay', password: 'labsecret' },
    async play() {
      await until(ready);
      await pause(STEP_MS);
      let last: number | undefined;
      for (const { message, at = 0 } of readRecording(text)) {
        // Answers were for the client that recorded them.
        if (message.get('Event') === undefined) continue;
        await pause(Math.max(0, at - (last ?? at)));
        last = at;
        fake.send(message);
      }
    },
    close: () => fake.close(),
  };
};

const freeswitch: Begin = async (name, text) => {
  const fake = await startFakeFreeswitch();
  return {
    name,
    options: { ...sampleOptions('freeswitch'), host, port: fake.port },
    async play() {
      await fake.asked('api show channels as json');
      for (const line of linesOf(text)) {
        await pause(STEP_MS);
        fake.send(JSON.parse(line) as Record<string, string>);
      }
    },
    close: () => fake.close(),
  };
};

const fritzbox: Begin = async (name, text) => {
  const fake = await startFakeFritzbox();
  return {
    name,
    options: { host, port: fake.port },
    async play() {
      await fake.connected();
      await pause(STEP_MS);
      let last: number | undefined;
      for (const line of linesOf(text)) {
        const at = secondsOf(line) * 1_000;
        await pause(Math.min(MAX_PAUSE_MS, at - (last ?? at)));
        last = at;
        // It tells how long they talked, which is shorter now.
        const most = MAX_PAUSE_MS / 1_000;
        fake.say(
          line.replace(/(;DISCONNECT;\d+;)(\d+)/, (_all, head: string, talk: string) =>
            [head, Math.min(most, Number(talk))].join(''),
          ),
        );
      }
    },
    close: () => fake.close(),
  };
};

const nfon: Begin = async (name, text) => {
  const fake = await startFakeNfon();
  return {
    name,
    options: { ...sampleOptions('nfon'), url: fake.url },
    async play() {
      await fake.listening();
      for (const event of text.split('\n\n').slice(1)) {
        await pause(STEP_MS);
        fake.write(`${event.trim()}\n\n`);
      }
    },
    close: () => fake.close(),
  };
};

const threecx: Begin = async (name, text) => {
  const fake = await startFakeThreecx();
  const [head = '{}'] = text.split('\n');
  const { types = {} } = JSON.parse(head) as { types?: Record<string, string> };
  for (const [dn, type] of Object.entries(types)) fake.types.set(dn, type);
  return {
    name,
    options: { url: fake.url, clientId: '900', clientSecret: 'key' },
    async play() {
      await until(() => fake.tokens > 0);
      await pause(STEP_MS);
      for (const line of linesOf(text)) {
        await pause(STEP_MS);
        const step = JSON.parse(line) as FakeParticipant | { gone: [string, number] } | 'later';
        if (step === 'later') continue;
        if ('gone' in step && Array.isArray(step.gone)) fake.remove(step.gone[0], step.gone[1]);
        else fake.put(step as FakeParticipant);
      }
    },
    close: () => fake.close(),
  };
};

/** Without the first, which is about the recording. */
function linesOf(text: string): string[] {
  return text.split('\n').slice(1).filter(Boolean);
}

function secondsOf(line: string): number {
  const [, hours, minutes, seconds] = /(\d\d):(\d\d):(\d\d);/.exec(line) ?? [];
  return Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
}

const BEGIN: Record<string, Begin> = { asterisk, freeswitch, fritzbox, nfon, threecx };

/** Starts a telephone system for each recording of a dialect. */
export const PLAYERS: Record<string, () => Promise<PlayedLink[]>> = Object.fromEntries(
  Object.entries(BEGIN).map(([dialect, begin]) => [
    dialect,
    () =>
      Promise.all(
        recordings(dialect).map(({ file, text }) => begin(file.replace(/\.\w+$/, ''), text)),
      ),
  ]),
);
