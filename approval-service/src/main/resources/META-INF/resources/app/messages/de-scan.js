// Die Texte des Scanners und einer Anmeldung, die ein Link geöffnet hat. {name} ist ein Platzhalter.

export default {
  // Scanner
  'scan.screen': 'Scannen',
  'scan.title': 'Scannen Sie den Code',
  'scan.hint': 'Halten Sie den Code auf dem Bildschirm in den Rahmen.',
  'scan.once-more':
    'Der Code wechselt jede Sekunde, und diese Seite brauchte einen Moment zum Öffnen. Scannen Sie ihn hier noch einmal.',
  'scan.asking': 'Es wird geprüft, wer anfragt …',
  'scan.cancel': 'Abbrechen',
  'scan.foreign':
    'Das ist kein Code einer Anmeldeseite von Doorway. Es wurde nichts geöffnet. Scannen Sie den Code auf der Anmeldeseite.',
  'scan.invitation':
    'Das ist eine Einladung, keine Anmeldung. Um ein Konto hinzuzufügen, öffnen Sie sie mit der Kamera-App Ihres Telefons.',
  'scan.problem.NotAllowedError':
    'Die Kamera ist nicht erlaubt. Erlauben Sie sie für diese Seite in den Einstellungen Ihres Browsers oder nehmen Sie die Kamera-App Ihres Telefons: Auch sie liest den Code.',
  'scan.starting': 'Die Kamera wird gestartet …',
  'scan.problem.silent':
    'Die Kamera antwortet nicht. Wenn Ihr Browser danach fragt, erlauben Sie sie; sonst versuchen Sie es noch einmal.',
  'scan.problem.NotFoundError': 'Dieses Gerät hat keine Kamera. Verwenden Sie einen der Wege unten.',
  'scan.problem.other':
    'Die Kamera ist nicht gestartet. Schließen Sie andere Apps, die sie benutzen, und versuchen Sie es noch einmal.',
  'scan.other-ways': 'Ein Bild des Codes verwenden',
  'scan.choose': 'Ein Bild auswählen',
  'scan.paste': 'Oder hier einfügen',
  'scan.paste.help':
    'Ein Bild des Codes oder seine Adresse. Sie können ein Bild auch hierher ziehen. Beeilen Sie sich: Ein Code gilt nur drei Sekunden.',
  'scan.reading': 'Das Bild wird gelesen …',
  'scan.no-code': 'In diesem Bild ist kein QR-Code. Zeigen Sie den ganzen Code, groß und scharf.',
  'scan.no-picture': 'Diese Datei kann nicht als Bild gelesen werden. Verwenden Sie ein PNG oder JPEG.',
  'scan.too-old':
    'Dieser Code ist zu alt: Ein Code gilt drei Sekunden. Nehmen Sie ein neues Bild auf und fügen Sie es sofort ein.',

  // Code der Anmeldeseite
  'enter-code.title': 'Code eingeben',
  'enter-code.help':
    'Wählen Sie auf der Anmeldeseite „Stattdessen einen Code verwenden“. Geben Sie die acht Buchstaben und Ziffern ein, die sie zeigt.',
  'enter-code.warning':
    'Geben Sie nur einen Code ein, den Sie auf Ihrem eigenen Bildschirm sehen. Geben Sie nie einen ein, den Ihnen jemand gibt.',
  'enter-code.label': 'Code der Anmeldeseite',
  'enter-code.continue': 'Weiter',
  'enter-code.incomplete': 'Der Code hat acht Buchstaben und Ziffern.',
  'enter-code.wrong.title': 'Dieser Code ist falsch oder abgelaufen',
  'enter-code.wrong.text':
    'Vergleichen Sie ihn mit dem auf der Anmeldeseite oder lassen Sie sich dort einen neuen geben.',
  'enter-code.again': 'Code noch einmal eingeben',

  // Link
  'link.camera-link.title': 'Eine Anmeldeanfrage wurde geöffnet',
  'link.camera-link.text':
    'Ihre Kamera-App oder ein Link in einer anderen App hat diese Seite geöffnet. Machen Sie nur weiter, wenn Sie gerade die Kamera auf einen Code auf einem Bildschirm vor Ihnen gerichtet haben.',
  'link.own-page.title': 'Auf diesem Telefon weitermachen',
  'link.own-page.text':
    'Eine Anmeldeseite auf diesem Telefon hat diese Anfrage geöffnet. Machen Sie nur weiter, wenn Sie sich hier gerade selbst anmelden.',
  'link.website.title': 'Eine Website hat eine Anmeldeanfrage geöffnet',
  'link.website.text':
    'Sie haben keinen Code gescannt: Eine Website hat Sie hierher geschickt. Jemand könnte versuchen, sich als Sie anzumelden. Machen Sie nur weiter, wenn Sie sicher sind, dass Sie diese Anmeldung begonnen haben.',
  'link.link.title': 'Ein Link hat eine Anmeldeanfrage geöffnet',
  'link.link.text':
    'Ein Link hat diese Seite geöffnet. Sie haben hier keinen Code gescannt. Machen Sie nur weiter, wenn Sie sich gerade selbst anmelden.',
  'link.this-browser.title': 'Dieses Fenster ist jetzt Ihr Telefon',
  'link.this-browser.text':
    'Eine Anmeldeseite auf diesem Computer hat es geöffnet, damit Sie Doorway ohne Telefon ausprobieren können. Machen Sie weiter, um zu sehen, wer anfragt.',
  'link.nothing': 'Bisher wurde nichts gesendet.',
  'link.open': 'Zeigen, wer anfragt',
  'link.open-as': 'Zeigen, wer anfragt, als {account}',
  'link.leave': 'Nicht öffnen',

  // Die Anmeldeseite auf demselben Computer, die dieses Fenster geöffnet hat
  'this-browser.no-code.title': 'Die Anmeldeseite zeigt gerade keinen Code',
  'this-browser.no-code.text':
    'Lassen Sie sich auf der Anmeldeseite einen neuen Code anzeigen und versuchen Sie es hier noch einmal.',
};
