// Die Texte zu Anfragen, die ohne Browser begonnen haben. {name} ist ein Parameter.

export default {
  'requests.title': 'Wartet auf Sie',
  'requests.open': 'Öffnen',
  'requests.open.label': 'Die Anfrage von {website} öffnen',
  'requests.announce': 'Eine Anfrage von {website} wartet auf Sie',
  'approval.elsewhere': 'Wo',
  'approval.elsewhere.text': 'Nicht in einem Browser: {website} hat das selbst begonnen',
  'approval.elsewhere.more': 'zum Beispiel an einer Kasse oder während Sie miteinander sprechen',
  'approval.binding': 'Vergleichen Sie mit dem, was {website} Ihnen zeigt oder sagt',
  'approval.advice.backchannel':
    'Stimmen Sie nur zu, wenn Sie gerade selbst dort einkaufen oder mit dieser Stelle sprechen und denselben Text sehen oder hören. Niemand, der Sie unaufgefordert anruft, braucht Ihre Zustimmung.',
  'approval.approved.elsewhere': '{website} macht dort weiter, wo Sie begonnen haben.',
  'outcome.expired.elsewhere.text': '{website} hat Ihre Zustimmung nicht rechtzeitig verwendet.',
  'approval.rejected.requests': '{website} kann Sie eine Stunde lang nicht mehr fragen.',
};
