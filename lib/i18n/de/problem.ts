import type { Texts } from '../texts.ts';

/** A sentence for each error code: what is wrong and what to do. */
export const problem: Texts['problem'] = {
  'zammad/unreachable':
    'Zammad ist nicht erreichbar. Namen und Tickets folgen, sobald es antwortet.',
  'zammad/slow': 'Zammad antwortet langsam. Namen und Tickets kommen vielleicht später.',
  'zammad/unauthorised':
    'Zammad nimmt das Token nicht mehr an. Bitte verbinden Sie sich in den Einstellungen neu.',
  'zammad/forbidden':
    'Ihr Zammad-Konto oder das Token darf das nicht. Ihre Administration kann es erlauben.',
  'zammad/not-found': 'Das gibt es in Zammad nicht mehr.',
  'zammad/refused': 'Zammad hat das nicht angenommen.',
  'zammad/broken':
    'Zammad hat mit einem Fehler geantwortet. Bitte versuchen Sie es gleich nochmals.',
  'relay/unreachable':
    'Das Relay ist nicht erreichbar. Prüfen Sie die Adresse oder fragen Sie Ihre Administration.',
  'relay/slow': 'Das Relay antwortet nicht rechtzeitig. Bitte versuchen Sie es gleich nochmals.',
  'relay/unauthorised': 'Das Relay kennt diesen Browser nicht mehr. Bitte verbinden Sie sich neu.',
  'relay/forbidden': 'Das Relay lässt dieses Konto nicht zu. Fragen Sie Ihre Administration.',
  'relay/not-found':
    'Unter dieser Adresse ist kein Relay. Fragen Sie Ihre Administration nach der richtigen.',
  'relay/refused': 'Das Relay hat das nicht angenommen. Fragen Sie Ihre Administration.',
  'relay/broken': 'Die Antwort kam von keinem Relay, das wir verstehen. Prüfen Sie die Adresse.',
  'relay/protocol':
    'Relay und Erweiterung haben verschiedene Versionen. Bitte aktualisieren Sie beide.',
  'relay/rate': 'Zu viele Versuche. Bitte warten Sie eine Minute.',
  'relay/unpaired': 'Noch mit keinem Relay verbunden.',
  'relay/failed': 'Das Relay hatte einen Fehler. Bitte versuchen Sie es gleich nochmals.',
  'relay/no-zammad':
    'Das Relay ist noch für kein Zammad eingerichtet. Fragen Sie Ihre Administration.',
  'zammad/no-cti':
    'Ihr Zammad-Konto darf keine Anrufe sehen. Ihre Administration kann die Berechtigung cti.agent geben.',
  'zammad/other': 'Dieses Relay gehört zu einem anderen Zammad. Bitte prüfen Sie beide Adressen.',
  'connect/bad-address': 'Das ist keine Webadresse. Sie beginnt mit https:// oder http://.',
  'connect/insecure-address':
    'Diese Adresse beginnt mit http:// und liegt nicht in Ihrem eigenen Netz: Das Token wäre unterwegs ungeschützt. Nehmen Sie https://.',
  'connect/permission':
    'Der Browser darf diese Adresse noch nicht erreichen. Drücken Sie „Verbinden“ und wählen Sie „Erlauben“.',
  'connect/not-zammad': 'Unter dieser Adresse antwortet kein Zammad. Bitte prüfen Sie sie.',
  'connect/no-tab':
    'Öffnen Sie Zammad in einem Tab dieses Browsers, melden Sie sich an und drücken Sie den Knopf nochmals.',
  'connect/not-signed-in':
    'Sie sind in Zammad nicht angemeldet. Melden Sie sich dort an und drücken Sie den Knopf nochmals.',
  'connect/token-forbidden':
    'Ihr Zammad lässt Sie hier kein Token anlegen. Fragen Sie Ihre Administration oder fügen Sie ein Token ein.',
  'connect/no-token':
    'Es gibt noch kein Token. Legen Sie eines mit einem Klick an oder fügen Sie eines ein.',
  'connect/other-zammad':
    'Dieses Relay gehört zu einem anderen Zammad. Bitte prüfen Sie beide Adressen.',
  'note/empty': 'Die Notiz ist leer.',
  'note/refused':
    'Zammad hat die Notiz nicht angenommen. Wählen Sie ein anderes Ticket oder versuchen Sie es nochmals.',
  'note/no-person':
    'Ein neues Ticket braucht eine Person. Wählen Sie, wer es ist, oder ein bestehendes Ticket.',
  'note/unclear':
    'Es ist nicht klar, ob die Notiz angekommen ist. Wir sehen nach und versuchen es wieder.',
  'dial/unreadable': 'Das ist keine Telefonnummer.',
  'dial/forbidden': 'Diese Nummer darf von hier nicht gewählt werden.',
  'dial/off': 'Das Wählen ist in den Einstellungen abgeschaltet.',
  'dial/unavailable':
    'Das Relay kann nicht wählen. Nehmen Sie in den Einstellungen das Telefonprogramm.',
  'dial/failed': 'Die Telefonanlage hat nicht gewählt. Bitte versuchen Sie es nochmals.',
  'dial/refused': 'Die Telefonanlage hat diese Nummer nicht angenommen.',
  'dial/unreachable':
    'Die Telefonanlage ist nicht erreichbar. Bitte versuchen Sie es gleich nochmals.',
  'dial/slow':
    'Die Telefonanlage hat nicht rechtzeitig geantwortet. Sehen Sie nach, ob Ihr Telefon klingelt.',
  'dial/no-extension':
    'Das Relay kennt Ihre Nebenstelle nicht. Ihre Administration kann sie dort eintragen.',
  'call/no-person': 'Es ist noch nicht klar, wer das ist.',
  'call/not-found': 'Dieser Anruf ist nicht mehr bekannt.',
  'call/unknown': 'Dieser Anruf ist nicht mehr bekannt.',
  'internal/no-answer':
    'Offhook antwortet nicht. Laden Sie diese Seite neu; wenn das nicht hilft, starten Sie den Browser neu.',
  'internal/reloaded': 'Offhook wurde aktualisiert. Bitte laden Sie diese Seite neu.',
  'internal/refused': 'Das ist von hier nicht erlaubt.',
  'internal/invalid': 'An dieser Eingabe stimmt etwas nicht. Bitte prüfen Sie sie.',
  'internal/unexpected': 'In Offhook ist etwas schiefgegangen. Bitte versuchen Sie es nochmals.',
};
