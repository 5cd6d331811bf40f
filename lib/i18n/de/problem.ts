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
  'note/too-late':
    'Diese Notiz lässt sich in Zammad nicht mehr ändern. Schreiben Sie eine weitere, wenn etwas fehlt.',
  'note/on-its-way':
    'Diese Notiz ist schon auf dem Weg zu Zammad und lässt sich nicht mehr verwerfen.',
  'connect/locked':
    'Ihre Administration hat festgelegt, welches Zammad und welches Relay dieser Browser nutzt.',
  'settings/locked': 'Diese Einstellung hat Ihre Administration festgelegt.',
  'settings/unreadable': 'Diese Datei lässt sich nicht importieren. Es wurde nichts geändert.',
  'diagnostics/clock':
    'Die Uhren gehen um mehr als eine Minute auseinander. Stellen Sie diesen Computer auf die Zeit des Netzes oder fragen Sie Ihre Administration.',
  'diagnostics/restless':
    'Die Verbindung zum Relay bricht oft ab. Vielleicht trennt ein Proxy ruhige Verbindungen; sagen Sie es Ihrer Administration.',
  'diagnostics/notifications':
    'Der Browser darf keine Benachrichtigungen zeigen. Erlauben Sie es ihm in den Einstellungen des Systems.',
  'diagnostics/outbox':
    'Notizen warten auf Zammad. Sie gehen von selbst hinaus, sobald es antwortet.',
  'diagnostics/damaged':
    'Etwas Gespeichertes war in diesem Browser nicht lesbar und wurde beiseitegelegt. Schicken Sie diesen Bericht Ihrer Administration.',
  'missed/gone': 'Hier wartet niemand mehr: Jemand hat die Person schon erreicht.',
  'call/future': 'Der Anruf wäre dann noch nicht vorbei.',
  'call/too-old': 'So alte Anrufe bewahrt das Relay nicht auf.',
  'missed/claimed': 'Das hat inzwischen jemand anderes übernommen.',
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
  'person/similar':
    'Es gibt schon jemanden, der dieser Person sehr ähnlich ist. Bitte sehen Sie nach.',
  'person/no-number': 'Dieser Anruf hat keine Nummer, die sich speichern ließe.',
  'person/no-name': 'Bitte geben Sie einen Namen oder eine E-Mail-Adresse ein.',
  'person/occupied': 'In diesem Feld steht schon eine andere Nummer.',
  'person/forbidden':
    'Diese Person dürfen Sie in Zammad nicht ändern: Das sind Sie selbst oder jemand aus dem Team. Ihre Administration kann das tun.',
  'person/email-used':
    'Diese E-Mail-Adresse gehört in Zammad schon jemandem. Suchen Sie nach der Adresse.',
  'person/unclear':
    'Es ist nicht sicher, ob Zammad die Person angelegt hat. Klicken Sie noch einmal, dann sehen wir zuerst nach.',
  'call/no-person': 'Es ist noch nicht klar, wer das ist.',
  'call/not-found': 'Dieser Anruf ist nicht mehr bekannt.',
  'call/unknown': 'Dieser Anruf ist nicht mehr bekannt.',
  'open/unsaved':
    'In Zammad wird gerade etwas geschrieben. Bitte speichern oder verwerfen Sie es und versuchen Sie es dann erneut.',
  'open/not-ready':
    'Die Seite von Zammad ist noch nicht bereit. Bitte versuchen Sie es gleich noch einmal.',
  'open/busy': 'Sie sind in Zammad gerade mitten in etwas. Es wurde nichts geöffnet.',
  'open/no-page': 'Zammad ist in keinem Tab geöffnet.',
  'open/elsewhere': 'Die Oberfläche von Zammad in diesem Tab hat keine Seite für Personen.',
  'open/no-offer': 'Dieses Angebot ist abgelaufen. Nutzen Sie die Knöpfe der Karte.',
  'open/no-rule': 'Nach Ihren Regeln wird hier nichts geöffnet.',
  'open/bad-url':
    'Die Webadresse in den Einstellungen ist nicht brauchbar. Bitte prüfen Sie sie dort.',
  'open/empty-variable':
    'Ein Teil dieser Webadresse ist bei diesem Anruf nicht bekannt. Sie wurde nicht geöffnet.',
  'internal/no-answer':
    'Offhook antwortet nicht. Laden Sie diese Seite neu; wenn das nicht hilft, starten Sie den Browser neu.',
  'internal/reloaded': 'Offhook wurde aktualisiert. Bitte laden Sie diese Seite neu.',
  'internal/refused': 'Das ist von hier nicht erlaubt.',
  'internal/invalid': 'An dieser Eingabe stimmt etwas nicht. Bitte prüfen Sie sie.',
  'internal/unexpected': 'In Offhook ist etwas schiefgegangen. Bitte versuchen Sie es nochmals.',
  'number/full':
    'Das Relay merkt sich keine weiteren Nummern. Bitte sagen Sie es Ihrer Administration.',
};
