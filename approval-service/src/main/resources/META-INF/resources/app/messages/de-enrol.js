// Die Texte der Einrichtung, eines nicht eingerichteten Telefons und des Hinzufügens. {name} ist ein Platzhalter.

export default {
  // Einrichtung
  'enrol.title': 'Dieses Telefon einrichten',
  'enrol.checking': 'Ihre Einladung wird geprüft …',
  'enrol.failed': 'Diese Einladung kann nicht verwendet werden',
  'enrol.type-code': 'Code eintippen',
  'enrol.invited': '{organisation} lädt Sie ein, sich mit diesem Telefon anzumelden als',
  'enrol.account': 'Konto {account}',
  'enrol.not-you': 'Sind Sie das nicht? Machen Sie nicht weiter und wenden Sie sich an {organisation}.',
  'enrol.set-up': 'Dieses Telefon ist bereits für {accounts} eingerichtet und bleibt es.',
  'enrol.added': '{account} kommt hinzu.',
  'enrol.same':
    'Dieses Telefon ist schon für {account} eingerichtet. Machen Sie nur weiter, wenn Sie es neu einrichten sollen.',
  'enrol.answer': 'Ihre Antwort',
  'enrol.answer.help':
    'Ein Wort oder eine Zahl, die nicht im Link steht. {organisation} hat sie Ihnen getrennt gegeben, etwa am Telefon oder per Brief.',
  'enrol.name': 'Name dieses Telefons',
  'enrol.name.help': 'Sie sehen ihn in Ihrer Geräteliste.',
  'enrol.running': 'Wird eingerichtet …',
  'enrol.done.title': 'Dieses Telefon ist eingerichtet',
  'enrol.done.text':
    'Ab jetzt melden Sie sich an, indem Sie damit einen Code scannen. Der Schlüssel bleibt auf diesem Telefon.',
  'enrol.done.in-use': '{account} wird jetzt verwendet. Auf der Startseite können Sie das Konto wechseln.',
  'enrol.done.scan': 'Code scannen',
  'enrol.done.this-browser': 'Anmeldung fortsetzen',
  'enrol.done.later': 'Später',
  'enrol.problem.wrong-enrolment-code':
    'Dieser Code ist falsch, abgelaufen oder schon benutzt. Wenn Sie ihn nicht selbst benutzt haben, war es vielleicht jemand anders: Wenden Sie sich an Ihre Organisation.',
  'enrol.problem.incomplete':
    'Der Link ist nicht vollständig. Öffnen Sie den ganzen Link, oder tippen Sie den Code ein, den Sie bekommen haben.',
  'enrol.problem.wrong-answer':
    'Diese Antwort ist falsch, oder die Einladung ist abgelaufen oder schon benutzt. Nach fünf falschen Antworten brauchen Sie eine neue Einladung.',
  'enrol.problem.too-many-devices':
    'Ihr Konto hat schon so viele Geräte, wie es haben darf. Entfernen Sie eines mit einem anderen Telefon und versuchen Sie es dann noch einmal.',
  'enrol.problem.account-not-active': 'Ihr Konto ist gesperrt. Wenden Sie sich an Ihre Organisation.',
  'enrol.problem.malformed-message':
    'Ein Name hat 1 bis 60 Zeichen. Unsichtbare Zeichen sind nicht erlaubt: Tippen Sie den Namen, statt ihn einzufügen.',
  'enrol.problem.offline': 'Keine Verbindung. Es ging nichts verloren. Versuchen Sie es noch einmal.',
  'enrol.problem.unavailable':
    'Doorway ist gerade nicht verfügbar. Es ging nichts verloren. Warten Sie einen Moment und versuchen Sie es dann noch einmal.',
  'enrol.problem.too-many-requests': 'Zu viele Versuche. Warten Sie eine Minute und versuchen Sie es dann noch einmal.',
  'enrol.problem.other':
    'Bei Doorway ist ein Fehler aufgetreten. Dieses Telefon wurde nicht eingerichtet. Versuchen Sie es noch einmal.',

  // Auf einem Telefon, das nicht eingerichtet ist, wurde eine Anmeldung geöffnet
  'newcomer.title': 'Dieses Telefon ist noch nicht eingerichtet',
  'newcomer.what': 'Mit Doorway melden Sie sich mit Ihrem Telefon und ohne Passwort bei Websites an.',
  'newcomer.invitation':
    'Ihre Organisation lädt Sie mit einem Link zu {address} ein. Wenn Sie keinen haben, bitten Sie Ihre Organisation darum.',
  'newcomer.back.code':
    'Lassen Sie die Website geöffnet. Wenn dieses Telefon eingerichtet ist, scannen Sie ihren Code noch einmal.',
  'newcomer.back.own-page':
    'Lassen Sie die Website geöffnet. Wenn dieses Telefon eingerichtet ist, gehen Sie zu ihr zurück und machen Sie dort weiter.',
  'newcomer.have-invitation': 'Ich habe eine Einladung',
  'enrol.wanted.code': 'Sie wollten sich anmelden: Scannen Sie den Code auf der Website noch einmal.',
  'enrol.wanted.own-page':
    'Sie wollten sich anmelden: Gehen Sie in Ihrem Browser zur Website zurück und öffnen Sie die App von dort.',
  'enrol.wanted.scan': 'Code noch einmal scannen',

  // Ein weiteres Telefon, auf dem eingerichteten Telefon
  'add-device.title': 'Weiteres Telefon hinzufügen',
  'add-device.move':
    'Wechseln Sie zu einem neuen Telefon? Fügen Sie es zuerst hier hinzu. Entfernen Sie dann dieses Telefon aus der Liste.',
  'add-device.starting': 'Code wird erstellt …',
  'add-device.scan': 'Öffnen Sie die Kamera Ihres anderen Telefons und richten Sie sie auf diesen Code.',
  'add-device.code': 'Code für Ihr anderes Telefon',
  'add-device.careful':
    'Nur für ein Telefon in Ihren eigenen Händen. Schicken Sie niemandem ein Bild dieses Codes.',
  'add-device.copy': 'Als Link kopieren',
  'add-device.copied': 'Der Link wurde kopiert',
  'add-device.not-copied': 'Der Link konnte nicht kopiert werden. Scannen Sie den Code.',
  'add-device.compare.title': 'Sind die Ziffern gleich?',
  'add-device.compare.text': 'Ihr anderes Telefon, „{name}“, muss genau diese Ziffern zeigen.',
  'add-device.compare.careful':
    'Wenn es andere oder keine Ziffern zeigt, hat jemand anders Ihren Code geöffnet. Dann darf dieses Telefon nicht hinzugefügt werden.',
  'add-device.compare.yes': 'Gleich: hinzufügen',
  'add-device.compare.no': 'Nicht gleich',
  'add-device.approving': 'Das Telefon wird hinzugefügt …',
  'add-device.done.title': '{name} wurde hinzugefügt',
  'add-device.done.text':
    'Es kann sich jetzt anmelden. Für wichtige Vorgänge wie Zahlungen muss es vielleicht noch eine Zeit warten.',
  'add-device.done.move': 'Brauchen Sie dieses Telefon nicht mehr? Entfernen Sie es aus Ihrer Geräteliste.',
  'add-device.refused.title': 'Es wurde nichts hinzugefügt',
  'add-device.refused.text': 'Der Code ist nicht mehr gültig. Um es noch einmal zu versuchen, erstellen Sie einen neuen.',
  'add-device.again': 'Neuen Code erstellen',
  'add-device.expired.title': 'Der Code ist abgelaufen',
  'add-device.expired.text':
    'Es wurde nichts hinzugefügt. Erstellen Sie einen neuen Code und öffnen Sie ihn mit Ihrem anderen Telefon.',
  'add-device.too-many.title': 'Zu viele Geräte',
  'add-device.too-many.text':
    'Ihr Konto hat so viele Geräte, wie es haben darf. Entfernen Sie eines und versuchen Sie es dann noch einmal.',
  'add-device.cooling-off.title': 'Dieses Telefon kann noch kein weiteres hinzufügen',
  'add-device.cooling-off.text':
    'Es wurde vor Kurzem hinzugefügt. Verwenden Sie ein anderes Ihrer Telefone oder versuchen Sie es später. Die Startseite zeigt, wann.',

  // Ein weiteres Telefon, auf dem neuen Telefon
  'join.title': 'Dieses Telefon hinzufügen',
  'join.checking': 'Der Code wird geprüft …',
  'join.for': 'Das Telefon „{device}“ fügt dieses Telefon einem Konto bei {organisation} hinzu:',
  'join.not-you': 'Sind Sie das nicht? Machen Sie nicht weiter.',
  'join.compare.title': 'Vergleichen Sie diese Ziffern',
  'join.compare.text': 'Auch das Telefon „{device}“ zeigt Ziffern. Wenn sie gleich sind, stimmen Sie dort zu.',
  'join.compare.wait': 'Es wird auf Ihr anderes Telefon gewartet. Lassen Sie diese Seite geöffnet.',
  'join.done.cooling-off': 'Für wichtige Vorgänge wie Zahlungen müssen Sie vielleicht noch eine Zeit warten.',
  'join.failed.title': 'Dieses Telefon wurde nicht hinzugefügt',
  'join.failed.text':
    'Der Code ist falsch, abgelaufen oder schon benutzt, oder Ihr anderes Telefon hat nicht zugestimmt. Erstellen Sie dort einen neuen Code.',
};
