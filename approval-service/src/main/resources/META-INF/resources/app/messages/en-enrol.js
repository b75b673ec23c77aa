// The texts of enrolment, of a phone that is not enrolled, and of adding a phone. {name} is a parameter.

export default {
  // Enrolment
  'enrol.title': 'Set up this phone',
  'enrol.checking': 'Checking your invitation…',
  'enrol.failed': 'This invitation can’t be used',
  'enrol.type-code': 'Type the code',
  'enrol.invited': '{organisation} invites you to log in with this phone as',
  'enrol.account': 'Account {account}',
  'enrol.not-you': 'Is this not you? Do not continue, and contact {organisation}.',
  'enrol.set-up': 'This phone is set up for {accounts} already and stays set up.',
  'enrol.added': '{account} is added.',
  'enrol.same': 'This phone is already set up for {account}. Continue only if you were asked to set it up again.',
  'enrol.answer': 'Your answer',
  'enrol.answer.help':
    'A word or number that is not in the link. {organisation} gave it to you separately, such as by phone or letter.',
  'enrol.name': 'Name of this phone',
  'enrol.name.help': 'You see it in your list of devices.',
  'enrol.running': 'Setting up…',
  'enrol.done.title': 'This phone is set up',
  'enrol.done.text': 'From now on you log in by scanning a code with it. The key stays on this phone.',
  'enrol.done.in-use': '{account} is now in use. You can change the account on the start page.',
  'enrol.done.scan': 'Scan a code',
  'enrol.done.this-browser': 'Continue the login',
  'enrol.done.later': 'Later',
  'enrol.problem.wrong-enrolment-code':
    'This code is wrong, expired or already used. If you did not use it yourself, somebody else may have: contact your organisation.',
  'enrol.problem.incomplete': 'The link is not complete. Open the whole link, or type the code that you were given.',
  'enrol.problem.wrong-answer':
    'This answer is wrong, or the invitation expired or was used. After five wrong answers you need a new invitation.',
  'enrol.problem.too-many-devices':
    'Your account already has as many devices as it may have. Remove one from another phone, then try again.',
  'enrol.problem.account-not-active': 'Your account is suspended. Contact your organisation.',
  'enrol.problem.malformed-message':
    'A name has 1 to 60 characters. Invisible characters are not allowed: type the name instead of pasting it.',
  'enrol.problem.offline': 'No connection. Nothing was lost. Try again.',
  'enrol.problem.unavailable':
    'Doorway is not available at the moment. Nothing was lost. Wait a moment, then try again.',
  'enrol.problem.too-many-requests': 'Too many attempts. Wait a minute, then try again.',
  'enrol.problem.other': 'Doorway made an error. This phone was not set up. Try again.',

  // A login was opened on a phone that is not enrolled
  'newcomer.title': 'This phone is not set up yet',
  'newcomer.what': 'With Doorway you log in to websites with your phone and without a password.',
  'newcomer.invitation':
    'Your organisation invites you by a link to {address}. If you have none, ask your organisation for it.',
  'newcomer.back.code': 'Leave the website open. When this phone is set up, scan its code again.',
  'newcomer.back.own-page': 'Leave the website open. When this phone is set up, go back to it and continue there.',
  'newcomer.have-invitation': 'I have an invitation',
  'enrol.wanted.code': 'You wanted to log in: scan the code on the website again.',
  'enrol.wanted.own-page': 'You wanted to log in: go back to the website in your browser, and open the app from there.',
  'enrol.wanted.scan': 'Scan the code again',

  // Another phone, on the phone that is enrolled
  'add-device.title': 'Add another phone',
  'add-device.move': 'Moving to a new phone? Add it here first. Then remove this phone from the list.',
  'add-device.starting': 'Making a code…',
  'add-device.scan': 'Open the camera of your other phone and point it at this code.',
  'add-device.code': 'Code for your other phone',
  'add-device.careful': 'Only for a phone in your own hands. Do not send a picture of this code to anyone.',
  'add-device.copy': 'Copy as a link',
  'add-device.copied': 'The link was copied',
  'add-device.not-copied': 'The link could not be copied. Scan the code.',
  'add-device.compare.title': 'Are the digits the same?',
  'add-device.compare.text': 'Your other phone, “{name}”, has to show exactly these digits.',
  'add-device.compare.careful':
    'If it shows other digits or none, somebody else opened your code. Then this phone must not be added.',
  'add-device.compare.yes': 'The same: add it',
  'add-device.compare.no': 'Not the same',
  'add-device.approving': 'Adding the phone…',
  'add-device.done.title': '{name} was added',
  'add-device.done.text': 'It can log in now. For important actions such as payments it may have to wait a while.',
  'add-device.done.move': 'Do you not need this phone any more? Remove it from your list of devices.',
  'add-device.refused.title': 'Nothing was added',
  'add-device.refused.text': 'The code is not valid any more. To try again, make a new one.',
  'add-device.again': 'Make a new code',
  'add-device.expired.title': 'The code expired',
  'add-device.expired.text': 'Nothing was added. Make a new code and open it with your other phone.',
  'add-device.too-many.title': 'Too many devices',
  'add-device.too-many.text': 'Your account has as many devices as it may have. Remove one, then try again.',
  'add-device.cooling-off.title': 'This phone cannot add another one yet',
  'add-device.cooling-off.text':
    'It was added a short time ago. Use another phone of yours, or try again later. The start page shows when.',

  // Another phone, on the new phone
  'join.title': 'Add this phone',
  'join.checking': 'Checking the code…',
  'join.for': 'The phone “{device}” adds this phone to an account at {organisation}:',
  'join.not-you': 'Is this not you? Do not continue.',
  'join.compare.title': 'Compare these digits',
  'join.compare.text': 'The phone “{device}” shows digits too. If they are the same, approve there.',
  'join.compare.wait': 'Waiting for your other phone. Leave this page open.',
  'join.done.cooling-off': 'For important actions such as payments you may have to wait a while.',
  'join.failed.title': 'This phone was not added',
  'join.failed.text':
    'The code is wrong, expired or already used, or your other phone did not approve. Make a new code there.',
};
