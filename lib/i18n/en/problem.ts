/** A sentence for each error code: what is wrong and what to do. */
export const problem = {
  'zammad/unreachable': 'Zammad cannot be reached. Names and tickets follow as soon as it answers.',
  'zammad/slow': 'Zammad answers slowly. Names and tickets may come later.',
  'zammad/unauthorised':
    'Zammad does not accept the token any more. Please connect again in the settings.',
  'zammad/forbidden':
    'Your Zammad account or token may not do this. Your administrator can allow it.',
  'zammad/not-found': 'Zammad does not have this any more.',
  'zammad/refused': 'Zammad did not accept this.',
  'zammad/broken': 'Zammad answered with an error. Please try again in a moment.',
  'relay/unreachable': 'The relay cannot be reached. Check the address, or ask your administrator.',
  'relay/slow': 'The relay does not answer in time. Please try again in a moment.',
  'relay/unauthorised': 'The relay no longer knows this browser. Please connect again.',
  'relay/forbidden': 'The relay does not admit this account. Ask your administrator.',
  'relay/not-found': 'There is no relay at this address. Ask your administrator for the right one.',
  'relay/refused': 'The relay did not accept this. Ask your administrator.',
  'relay/broken': 'The answer did not come from a relay we understand. Check the address.',
  'relay/protocol': 'Relay and extension have different versions. Please update both.',
  'relay/rate': 'Too many attempts. Please wait a minute.',
  'relay/unpaired': 'Not connected to a relay yet.',
  'relay/failed': 'The relay had an error. Please try again in a moment.',
  'relay/no-zammad': 'The relay is not set up for a Zammad yet. Ask your administrator.',
  'zammad/no-cti':
    'Your Zammad account may not see calls. Your administrator can give it the permission cti.agent.',
  'zammad/other': 'This relay belongs to another Zammad. Please check both addresses.',
  'connect/bad-address': 'This is no web address. It begins with https:// or http://.',
  'connect/insecure-address':
    'This address begins with http:// and is not in your own network: the token would travel unprotected. Use https://.',
  'connect/permission':
    'The browser may not reach this address yet. Press Connect and choose “Allow”.',
  'connect/not-zammad': 'No Zammad answers at this address. Please check it.',
  'connect/no-tab': 'Open Zammad in a tab of this browser, sign in, and press the button again.',
  'connect/not-signed-in':
    'You are not signed in to Zammad. Sign in there and press the button again.',
  'connect/token-forbidden':
    'Your Zammad does not let you create tokens here. Ask your administrator, or paste a token.',
  'connect/no-token': 'There is no token yet. Create one with one click, or paste one.',
  'connect/other-zammad': 'This relay belongs to another Zammad. Please check both addresses.',
  'note/empty': 'The note is empty.',
  'note/refused': 'Zammad did not take the note. Choose another ticket or try again.',
  'note/no-person': 'A new ticket needs a person. Choose who it is, or an existing ticket.',
  'note/unclear': 'It is not clear whether the note arrived. We look and try again.',
  'dial/unreadable': 'This is not a telephone number.',
  'dial/forbidden': 'This number may not be dialled from here.',
  'dial/off': 'Dialling is switched off in the settings.',
  'dial/unavailable': 'The relay cannot dial. Choose the telephone program in the settings.',
  'dial/failed': 'The telephone system did not dial. Please try again.',
  'dial/refused': 'The telephone system did not accept this number.',
  'dial/unreachable': 'The telephone system cannot be reached. Please try again in a moment.',
  'dial/slow': 'The telephone system did not answer in time. Look whether your telephone rings.',
  'dial/no-extension':
    'The relay does not know your extension. Your administrator can enter it there.',
  'call/no-person': 'It is not clear yet who this is.',
  'call/not-found': 'This call is no longer known.',
  'call/unknown': 'This call is no longer known.',
  'internal/no-answer':
    'Offhook does not answer. Reload this page; if that does not help, restart the browser.',
  'internal/reloaded': 'Offhook was updated. Please reload this page.',
  'internal/refused': 'This is not allowed from here.',
  'internal/invalid': 'Something in this input is not right. Please check it.',
  'internal/unexpected': 'Something went wrong in Offhook. Please try again.',
};
