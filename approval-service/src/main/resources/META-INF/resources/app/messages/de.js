// Die Texte der Telefon-App auf Deutsch. {name} ist ein Platzhalter.

import account from './de-account.js';
import enrol from './de-enrol.js';
import requests from './de-requests.js';
import scan from './de-scan.js';

export default {
  ...account,
  ...enrol,
  ...requests,
  ...scan,

  'app.title': '{screen} · Doorway',
  'common.again': 'Erneut versuchen',
  'common.back': 'Zurück',
  'common.cancel': 'Abbrechen',
  'common.done': 'Fertig',
  'common.keep': 'Behalten',
  'common.loading': 'Wird geladen …',
  'common.not-now': 'Nicht jetzt',
  'common.remove': 'Entfernen',
  'common.waiting': 'Bitte warten',
  'language.menu': 'Sprache:',
  'language.en': 'English',
  'language.de': 'Deutsch',
  'language.ar': 'العربية',

  // Willkommen
  'welcome.screen': 'Willkommen',
  'welcome.title': 'Mit diesem Telefon anmelden',
  'welcome.text': 'Scannen Sie den Code auf einer Website, prüfen Sie, wer anfragt, und stimmen Sie zu. Ohne Passwort.',
  'welcome.code': 'Einladungscode',
  'welcome.code.placeholder': '20 Buchstaben und Ziffern',
  'welcome.code.help': 'Von Ihrer Organisation. Wenn Sie einen Link bekommen haben, öffnen Sie ihn auf diesem Telefon.',
  'welcome.continue': 'Weiter',

  // Namen von Telefonen
  'device-name.iphone': 'iPhone',
  'device-name.ipad': 'iPad',
  'device-name.android': 'Android-Telefon',
  'device-name.mac': 'Mac',
  'device-name.windows': 'Windows-Computer',
  'device-name.chromebook': 'Chromebook',
  'device-name.linux': 'Linux-Computer',
  'device-name.other': 'Mein Telefon',

  // Startseite
  'home.title': 'Bereit',
  'home.account': 'Eingerichtet für {account}',
  'home.scan': 'Code scannen',
  'home.enter-code': 'Code eingeben',

  // Konten auf diesem Telefon
  'accounts.title': 'Konten auf diesem Telefon',
  'accounts.in-use': 'in Verwendung',
  'accounts.as': 'als „{device}“',
  'accounts.use': 'Verwenden',
  'accounts.use.label': '{account} verwenden',
  'accounts.used': '{account} wird jetzt verwendet',

  // Zustimmung
  'approval.screen': '{website} fragt an',
  'approval.who': 'Wer anfragt',
  'approval.action.login': 'möchte Sie anmelden',
  'approval.action.payment': 'bittet Sie, einer Zahlung zuzustimmen',
  'approval.action.add-payee': 'bittet Sie, einen Empfänger hinzuzufügen',
  'approval.action.other': 'bittet um: {action}',
  'approval.payee': 'an {payee}',
  'approval.says': '{website} sagt',
  'approval.browser': 'In diesem Browser',
  'approval.browser.shared': 'Gemeinsam genutzter Computer, er wird daher nicht gespeichert',
  'approval.browser.known': 'Diesen Browser haben Sie schon benutzt',
  'approval.browser.new': 'Erste Anmeldung mit diesem Browser',
  'approval.claims': 'Erhält',
  'approval.claims.none': 'Nur eine Kontokennung',
  'approval.when': 'Wann',
  'approval.when.now': 'Direkt vor dem Öffnen begonnen',
  'approval.when.seconds.one': '{count} Sekunde vor dem Öffnen begonnen',
  'approval.when.seconds.other': '{count} Sekunden vor dem Öffnen begonnen',
  'approval.when.minutes.one': '{count} Minute vor dem Öffnen begonnen',
  'approval.when.minutes.other': '{count} Minuten vor dem Öffnen begonnen',
  'approval.advice.cross-device':
    'Stimmen Sie nur zu, wenn Sie diese Website selbst geöffnet haben und der Code auf dem Bildschirm vor Ihnen ist.',
  'approval.advice.same-device':
    'Stimmen Sie nur zu, wenn Sie diese Website gerade selbst auf diesem Telefon geöffnet haben.',
  'approval.next.typed-code':
    'Danach zeigt dieses Telefon sechs Ziffern, die Sie in jenem Browser eingeben.',
  'approval.next.passkey':
    'Danach bestätigt dieses Telefon mit Fingerabdruck, Gesicht oder PIN. Vielleicht zeigt es dann sechs Ziffern, die Sie in jenen Browser eingeben.',
  'approval.left': 'noch {time}',
  'approval.left.announce.one': 'Noch {count} Sekunde, um zu entscheiden',
  'approval.left.announce.other': 'Noch {count} Sekunden, um zu entscheiden',
  'approval.approve': 'Zustimmen',
  'approval.approve.amount': 'Zustimmen: {amount}',
  'approval.pay': '{amount} zahlen',
  'approval.not-me': 'Das war ich nicht',
  'approval.reject': 'Aus einem anderen Grund ablehnen',
  'approval.reject.title': 'Ablehnen, weil …',
  'approval.reject.unknown_service': 'Ich kenne diesen Dienst nicht',
  'approval.reject.changed_mind': 'Ich habe es mir anders überlegt',
  'approval.sending': 'Ihre Entscheidung wird gesendet …',
  'approval.verify': 'Mit Fingerabdruck, Gesicht oder PIN bestätigen: {subject}',
  'approval.problem.offline': 'Keine Verbindung. Es ging nichts verloren. Versuchen Sie es noch einmal.',
  'approval.problem.unavailable': 'Doorway ist nicht erreichbar. Es ging nichts verloren. Versuchen Sie es noch einmal.',
  'approval.problem.too-many-requests':
    'Zu viele Versuche. Warten Sie eine Minute und versuchen Sie es dann noch einmal.',
  'approval.problem.not-verified':
    'Fingerabdruck, Gesicht oder PIN wurde nicht bestätigt. Es wurde nicht zugestimmt. Versuchen Sie es noch einmal.',
  'approval.problem.wrong-passkey':
    'Ihr Passkey wurde nicht angenommen. Es wurde nicht zugestimmt. Versuchen Sie es noch einmal.',
  'approval.approved.title': 'Zugestimmt',
  'approval.approved.text': '{website} macht in Ihrem Browser weiter.',
  'approval.rejected.title': 'Abgelehnt',
  'approval.rejected': 'Niemand wurde angemeldet.',
  'approval.rejected.payment': 'Der Zahlung wurde nicht zugestimmt.',
  'approval.rejected.action': 'Es wurde nicht zugestimmt.',
  'approval.rejected.not-me': 'Doorway hat gespeichert, dass Sie das nicht waren.',
  'approval.rejected.stop':
    'Wenn jemand Sie gebeten hat, diesen Code zu scannen, scannen Sie für diese Person keinen weiteren.',

  // Worum es geht, in einer Zeile
  'subject.login': 'Anmeldung bei {website}',
  'subject.action.payment': 'Zahlung',
  'subject.action.add-payee': 'Neuer Empfänger',
  'subject.action.other': '{action}',
  'subject.amount': '{action} über {amount}',
  'subject.amount.payee': '{action} über {amount} an {payee}',
  'subject.payee': '{action}: {payee}',

  // Was eine Website erhält
  'claim.name': 'Ihr Name',
  'claim.given_name': 'Ihr Vorname',
  'claim.family_name': 'Ihr Nachname',
  'claim.preferred_username': 'Ihr Benutzername',
  'claim.email': 'Ihre E-Mail-Adresse',
  'claim.email_verified': 'dass Ihre E-Mail-Adresse geprüft wurde',
  'claim.phone_number': 'Ihre Telefonnummer',
  'claim.phone_number_verified': 'dass Ihre Telefonnummer geprüft wurde',
  'claim.address': 'Ihre Anschrift',
  'claim.birthdate': 'Ihr Geburtsdatum',
  'claim.locale': 'Ihre Sprache',
  'claim.zoneinfo': 'Ihre Zeitzone',
  'claim.picture': 'Ihr Bild',
  'claim.middle_name': 'Ihr zweiter Vorname',
  'claim.nickname': 'Ihr Spitzname',
  'claim.profile': 'die Adresse Ihrer Profilseite',
  'claim.website': 'die Adresse Ihrer Website',
  'claim.gender': 'Ihr Geschlecht',
  'claim.updated_at': 'wann Ihre Daten zuletzt geändert wurden',

  // Was zu prüfen ist
  'risk.title': 'Bitte prüfen',
  'risk.new_browser': 'Erste Anmeldung mit diesem Browser.',
  'risk.address_mismatch': 'Der Browser und dieses Telefon nutzen verschiedene Internetverbindungen.',
  'risk.country_mismatch': 'Der Browser scheint in einem anderen Land zu sein als dieses Telefon.',
  'risk.network_mismatch': 'Der Browser und dieses Telefon nutzen verschiedene Internetanbieter.',
  'risk.time_zone_mismatch': 'Der Browser und dieses Telefon haben verschiedene Zeitzonen.',
  'risk.hosting_provider':
    'Die Adresse des Browsers gehört zu einem Rechenzentrum, nicht zu einer Wohnung oder einem Büro.',
  'risk.busy_source': 'Von der Adresse des Browsers wurden gerade viele Anmeldungen begonnen.',
  'risk.slow_scan': 'Der Code brauchte lange bis zu diesem Telefon. Jemand könnte ihn weitergegeben haben.',
  'risk.opened_by_link':
    'Ein Link oder ein Bild hat diese Anfrage geöffnet; die Kamera dieser App hat keinen Code gescannt. Jemand könnte Ihnen den Link oder das Bild geschickt haben.',
  'risk.entered_code':
    'Ein Code wurde eingegeben, nicht gescannt. Wenn Ihnen jemand den Code gegeben hat, lehnen Sie diese Anfrage ab.',
  'risk.second_device': 'Ein anderes Telefon hat denselben Code gescannt.',

  // Bestätigungscode
  'code.screen': 'Diesen Code eingeben',
  'code.approved': 'Zugestimmt. Noch ein Schritt',
  'code.title': 'Geben Sie dies in dem Browser ein, in dem Sie {domain} sehen',
  'code.never': 'Geben Sie den Code niemandem.',
  'code.never.text':
    'Niemand wird Sie je danach fragen: nicht {website}, nicht der Kundendienst, nicht die Polizei. Wer am Telefon, in einem Chat oder an einer anderen Adresse danach fragt, will sich als Sie anmelden.',
  'code.never.text.action':
    'Niemand wird Sie je danach fragen: nicht {website}, nicht der Kundendienst, nicht die Polizei. Wer am Telefon, in einem Chat oder an einer anderen Adresse danach fragt, will Ihre Zustimmung benutzen.',
  'code.typed': 'Ich habe ihn eingegeben',
  'code.announce':
    'Zugestimmt. Geben Sie {digits} in dem Browser ein, in dem Sie {domain} sehen. Geben Sie den Code niemandem.',
  'code.left': 'noch {seconds} s',
  'code.left.minutes': 'noch {time}',
  'code.over.title': 'Der Code ist abgelaufen',
  'code.over.done': 'Wenn Ihr Browser weitergemacht hat, sind Sie fertig.',
  'code.over.not-done': 'Wenn nicht, wurde niemand angemeldet. Beginnen Sie auf der Website neu.',
  'code.over.not-done.payment':
    'Wenn nicht, wurde der Zahlung nicht zugestimmt. Beginnen Sie auf der Website neu.',
  'code.over.not-done.action': 'Wenn nicht, wurde nicht zugestimmt. Beginnen Sie auf der Website neu.',

  'code.tries.one': 'Im Browser wurde ein falscher Code eingegeben. Noch ein Versuch.',
  'code.tries.other': 'Im Browser wurde ein falscher Code eingegeben. Noch {count} Versuche.',

  // Zustimmung zurücknehmen
  'take-back.stop': 'Diese Anmeldung stoppen',
  'take-back.stop.payment': 'Diese Zahlung stoppen',
  'take-back.stop.action': 'Diese Anfrage stoppen',
  'take-back.sending': 'Wird gestoppt …',
  'take-back.title': 'Sie haben Ihre Zustimmung zurückgenommen',
  'take-back.late.title': 'Zum Zurücknehmen ist es zu spät',
  'take-back.late.text':
    'Der Browser hat Ihre Zustimmung schon benutzt. Öffnen Sie „Letzte Aktivitäten“ und wählen Sie „Das war ich nicht“.',

  // Was aus der Anmeldung wurde
  'outcome.consumed.login.title': 'Sie sind angemeldet',
  'outcome.consumed.login.text': 'Machen Sie bei {website} in Ihrem Browser weiter.',
  'outcome.consumed.other.title': 'Zustimmung erhalten',
  'outcome.consumed.other.text': '{website} hat Ihre Zustimmung erhalten.',
  'outcome.cancelled.title': 'Abgebrochen',
  'outcome.cancelled.text': 'Um es noch einmal zu versuchen, beginnen Sie auf der Website.',
  'outcome.cancelled.browser.title': 'Im Browser abgebrochen',
  'outcome.cancelled.newer.text': 'Eine neuere Anfrage hat sie ersetzt.',
  'outcome.cancelled.wrong_code.title': 'Nach drei falschen Codes abgebrochen',
  'outcome.cancelled.wrong_code.text':
    'Wenn nicht Sie diese Codes eingegeben haben, wollte sich jemand anders als Sie anmelden. Beginnen Sie nur auf einer Website neu, die Sie selbst geöffnet haben.',
  'outcome.cancelled.wrong_code.text.action':
    'Wenn nicht Sie diese Codes eingegeben haben, wollte jemand anders Ihre Zustimmung benutzen. Beginnen Sie nur auf einer Website neu, die Sie selbst geöffnet haben.',
  'outcome.expired.title': 'Diese Anmeldung ist abgelaufen',
  'outcome.expired.title.payment': 'Diese Zahlung ist abgelaufen',
  'outcome.expired.title.action': 'Diese Anfrage ist abgelaufen',
  'outcome.expired.text':
    'Ihr Browser wurde nicht rechtzeitig fertig. Um es noch einmal zu versuchen, beginnen Sie auf der Website.',

  // Zurück zum Browser auf diesem Gerät
  'return.title': 'Zugestimmt',
  'return.text': 'Zurück zu {website} in Ihrem Browser …',
  'return.go': 'Zurück zum Browser',
  'return.stay': 'Hier bleiben',
  'return.announce': 'Zugestimmt. Es geht zurück zum Browser.',

  // Probleme
  'problem.stale-frame.title': 'Dieser Code ist zu alt',
  'problem.stale-frame.text':
    'Jeder Code gilt nur wenige Sekunden, damit niemand ein Bild davon weitergeben kann. Scannen Sie den Code, der jetzt auf dem Bildschirm ist.',
  'problem.challenge-expired.title': 'Sie haben nicht rechtzeitig zugestimmt',
  'problem.challenge-expired.text':
    'Es wurde nicht zugestimmt. Holen Sie auf der Website einen neuen Code und scannen Sie ihn.',
  'problem.challenge-not-found.title': 'Dieser Code ist abgelaufen oder wurde schon benutzt',
  'problem.challenge-not-found.text':
    'Holen Sie auf der Website einen neuen Code und scannen Sie ihn. Wenn ein anderes Telefon, das nicht Ihres ist, diesen Code gescannt hat, verlassen Sie die Website.',
  'problem.challenge-closed.title': 'Diese Anfrage ist beendet',
  'problem.challenge-closed.text':
    'Sie wurde abgebrochen, durch eine neuere ersetzt oder schon entschieden. Um es noch einmal zu versuchen, beginnen Sie auf der Website.',
  'problem.login-pending.title': 'Eine andere Anfrage wartet',
  'problem.login-pending.text':
    'Sie haben über eine andere Anfrage noch nicht entschieden, und nur ein Scan mit der Kamera dieser App ersetzt sie. Sie ist vielleicht auf einem anderen Ihrer Geräte oder in einem Fenster, das geschlossen wurde. Entscheiden Sie darüber, brechen Sie sie in ihrem Browser ab oder warten Sie einige Minuten, bis sie abläuft; versuchen Sie es dann noch einmal.',
  'problem.scan-required.title': 'Scannen Sie dafür den QR-Code',
  'problem.scan-required.text':
    'Sie haben diesen Browser noch nicht benutzt, deshalb geht das nicht mit einem eingegebenen Code. Wählen Sie auf der Anmeldeseite „Stattdessen einen QR-Code scannen“.',
  'problem.too-risky.title': 'Als verdächtig blockiert',
  'problem.too-risky.text': 'Es wurde nicht zugestimmt.',
  'problem.too-risky.more':
    'Wenn Ihnen jemand den Code geschickt oder Sie gebeten hat, ihn zu scannen, hören Sie hier auf. Wenn Sie dies selbst begonnen haben, beginnen Sie neu in einem Netz, das Sie kennen.',
  'problem.cooling-off.title': 'Dieses Telefon kann das noch nicht',
  'problem.cooling-off.text':
    'Ein neues Telefon kann sich anmelden, aber Zahlungen und anderen wichtigen Vorgängen noch nicht zustimmen und Ihre Geräte nicht ändern. So haben Sie Zeit, ein Telefon zu bemerken, das nicht Ihres ist.',
  'problem.cooling-off.more':
    'Verwenden Sie ein anderes Ihrer Telefone oder versuchen Sie es später. Die Startseite zeigt, ab wann es geht.',
  'problem.removed.title': 'Dieses Telefon wurde entfernt',
  'problem.removed.text':
    'Es kann keiner Anfrage mehr zustimmen. Um es wieder zu benutzen, richten Sie es mit einem neuen Code ein.',
  'problem.account-not-active.title': 'Ihr Konto ist gesperrt',
  'problem.account-not-active.text': 'Sie können keiner Anfrage zustimmen, bis Ihre Organisation das Konto wieder aktiviert.',
  'problem.no-storage.title': 'Dieser Browser bewahrt hier keinen Schlüssel auf',
  'problem.no-storage.text':
    'Doorway bewahrt den Schlüssel dieses Telefons im Browser auf, und dieser Browser speichert nichts für diese Seite. Verlassen Sie den privaten Modus, oder erlauben Sie Websitedaten für diese Seite in den Einstellungen des Browsers. Versuchen Sie es dann noch einmal.',
  'problem.offline.title': 'Keine Verbindung',
  'problem.offline.text':
    'Doorway ist nicht erreichbar. Es ging nichts verloren. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
  'problem.unavailable.title': 'Doorway ist gerade nicht verfügbar',
  'problem.unavailable.text': 'Es ging nichts verloren. Warten Sie einen Moment und versuchen Sie es dann noch einmal.',
  'problem.too-many-requests.title': 'Zu viele Versuche',
  'problem.too-many-requests.text': 'Warten Sie eine Minute und versuchen Sie es dann noch einmal.',
  'problem.gone.title': 'Das steht nicht mehr in Ihrer Liste',
  'problem.gone.text': 'Ein anderes Ihrer Telefone oder Ihre Organisation hat es schon entfernt oder beendet.',
  'problem.other.title': 'Etwas ist schiefgegangen',
  'problem.other.text': 'Bei Doorway ist ein Fehler aufgetreten. Versuchen Sie es noch einmal.',
  'problem.step.scan': 'Erneut scannen',
  'problem.step.enrol': 'Neu einrichten',

  // Zeiten
  'time.now': 'gerade eben',
};
