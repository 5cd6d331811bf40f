/**
 * The curl examples of Zammad's Push API document, sent as printed; only address and token are ours.
 * The document describes the outgoing new call in words only, so that one is its sentence as a form.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { PbxAnswer } from './pbx.ts';

const run = promisify(execFile);

const FORMS = {
  newCall:
    'event=newCall&from=493055571600&to=491711234567890&direction=in&callId=123456&user[]=Alice&user[]=Bob',
  newCallOut:
    'event=newCall&from=493055571600&to=491711234567890&direction=out&callId=123457&user[]=Alice',
  hangup:
    'event=hangup&cause=normalClearing&callId=123456&from=493055571600&to=491711234567890&direction=in&answeringNumber=4921199999999',
  answer:
    'event=answer&callId=123456&user=John+Doe&from=493055571600&to=491711234567890&direction=in&answeringNumber=21199999999',
};

export function curlExamples(
  endpoint: string,
): Record<keyof typeof FORMS, () => Promise<PbxAnswer>> {
  const send = (form: string) => async (): Promise<PbxAnswer> => {
    const args = ['--silent', '--write-out', '\n%{http_code}', '--globoff', '-X', 'POST'];
    const { stdout } = await run('curl', [...args, '--data', form, endpoint]);
    const at = stdout.lastIndexOf('\n');
    return { status: Number(stdout.slice(at + 1)), body: JSON.parse(stdout.slice(0, at)) };
  };
  return {
    newCall: send(FORMS.newCall),
    newCallOut: send(FORMS.newCallOut),
    hangup: send(FORMS.hangup),
    answer: send(FORMS.answer),
  };
}
