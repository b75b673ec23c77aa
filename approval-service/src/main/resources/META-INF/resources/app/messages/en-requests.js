// The texts of requests that began without a browser. {name} is a parameter.

export default {
  'requests.title': 'Waiting for you',
  'requests.open': 'Open',
  'requests.open.label': 'Open the request of {website}',
  'requests.announce': 'A request of {website} is waiting for you',
  'approval.elsewhere': 'Where',
  'approval.elsewhere.text': 'Not in a browser: {website} started this itself',
  'approval.elsewhere.more': 'for example at a till, or while you are talking to them',
  'approval.binding': 'Compare with what {website} shows or tells you',
  'approval.advice.backchannel':
    'Approve only if you are dealing with them right now and see or hear the same text. Nobody who calls you unasked needs your approval.',
  'approval.approved.elsewhere': '{website} continues where you started.',
  'outcome.expired.elsewhere.text': '{website} did not use your approval in time.',
  'approval.rejected.requests': '{website} cannot ask you again for an hour.',
};
