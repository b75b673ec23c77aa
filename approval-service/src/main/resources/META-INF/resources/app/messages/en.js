// The phone app's texts in English. {name} is a parameter.

import account from './en-account.js';

export default {
  ...account,

  'app.title': '{screen} · Doorway',
  'common.again': 'Try again',
  'common.back': 'Back',
  'common.done': 'Done',
  'common.keep': 'Keep',
  'common.loading': 'Loading…',
  'common.not-now': 'Not now',
  'common.remove': 'Remove',
  'common.waiting': 'One moment',

  // Welcome
  'welcome.screen': 'Welcome',
  'welcome.title': 'Your phone opens the door',
  'welcome.text': 'Scan the code on a website, see who is asking, approve. No password to type, none to steal.',
  'welcome.code': 'Enrolment code',
  'welcome.code.placeholder': '20 letters and digits',
  'welcome.code.help': 'From the operator of your account. If you were sent a link, just open it on this phone.',
  'welcome.continue': 'Continue',
  'welcome.not-enrolled': 'This phone is not enrolled yet, so it cannot approve the code that you scanned.',

  // Enrolment
  'enrol.title': 'Enrol this phone',
  'enrol.text': 'It makes a key of its own, which only this phone can use. What you approve is signed with it.',
  'enrol.again': 'This phone is enrolled for {account}. Enrolling again replaces that.',
  'enrol.name': 'Name of this phone',
  'enrol.name.help': 'You see it in your list of devices.',
  'enrol.running': 'Enrolling…',
  'enrol.done.title': 'This phone is enrolled',
  'enrol.done.text': 'From now on you log in by scanning a code with it. Its key was made here and cannot leave.',
  'enrol.done.scan': 'Scan a code',
  'enrol.done.later': 'Later',
  'enrol.problem.wrong-enrolment-code':
    'This code was used or tried too often, is too old, or has a typing mistake. Look again, or ask for a new one.',
  'enrol.problem.too-many-devices':
    'Your account already has as many devices as it may have. Remove one from another phone, then try again.',
  'enrol.problem.account-not-active': 'Your account is suspended. Contact its operator.',
  'enrol.problem.malformed-message': 'A name has 1 to 60 characters.',
  'enrol.problem.offline': 'There is no connection. Nothing was lost; try again.',
  'enrol.problem.other': 'That did not work. Try again.',
  'device-name.iphone': 'iPhone',
  'device-name.ipad': 'iPad',
  'device-name.android': 'Android phone',
  'device-name.mac': 'Mac',
  'device-name.windows': 'Windows computer',
  'device-name.chromebook': 'Chromebook',
  'device-name.linux': 'Linux computer',
  'device-name.other': 'My phone',

  // Home
  'home.title': 'Ready',
  'home.account': 'Enrolled for {account}',
  'home.scan': 'Scan a code',

  // Scanner
  'scan.screen': 'Scan',
  'scan.title': 'Scan the code',
  'scan.hint': 'Hold the code on the screen inside the frame.',
  'scan.once-more': 'The code moves on every second, and opening this page took a moment. Scan it once more here.',
  'scan.asking': 'Asking who this is from…',
  'scan.cancel': 'Cancel',
  'scan.foreign': 'That is not a code of this Doorway. Nothing was opened.',
  'scan.problem.NotAllowedError':
    'The camera is not allowed. Allow it for this page in your browser’s settings, or use your phone’s own camera app: it reads the code too.',
  'scan.problem.NotFoundError': 'This device has no camera. Open Doorway on a phone that has one.',
  'scan.problem.other': 'The camera did not open. Close other apps that use it, then try again.',

  // Link
  'link.camera-link.title': 'A login request was opened',
  'link.camera-link.text':
    'Your camera app, or a link in another app, opened this page. Go on only if you have just pointed your camera at a code on a screen in front of you.',
  'link.own-page.title': 'Continue on this phone',
  'link.own-page.text': 'A login page on this phone opened this login request. Go on only if you have just started to log in here.',
  'link.website.title': 'A website opened a login request',
  'link.website.text':
    'You did not scan a code: a website sent you here. Someone may be trying to log in as you. Go on only if you are certain that you started this login.',
  'link.link.title': 'A link opened a login request',
  'link.link.text':
    'This page was opened by a link, not by scanning a code here. Go on only if you have just started to log in yourself.',
  'link.nothing': 'Nothing has been sent yet.',
  'link.open': 'Show who is asking',
  'link.leave': 'Do not open',

  // Approval
  'approval.screen': '{website} asks',
  'approval.who': 'Who is asking',
  'approval.action.login': 'wants to log you in',
  'approval.action.payment': 'asks you to approve a payment',
  'approval.action.add-payee': 'asks you to add a payee',
  'approval.action.other': 'asks for: {action}',
  'approval.says': '{website} says',
  'approval.browser': 'In this browser',
  'approval.browser.shared': 'Used by others too, so it will not be remembered',
  'approval.browser.known': 'Known: you typed a code into it before',
  'approval.browser.new': 'New to your account',
  'approval.claims': 'It will receive',
  'approval.claims.none': 'Nothing but that it is you',
  'approval.when': 'When',
  'approval.when.now': 'Started just before you scanned',
  'approval.when.seconds': 'Started {count} seconds before you scanned',
  'approval.when.minutes': 'Started {count} minutes before you scanned',
  'approval.advice.cross-device':
    'Approve only if you opened this website yourself and the code is on the screen in front of you.',
  'approval.advice.same-device': 'Approve only if you have just opened this website yourself, on this phone.',
  'approval.next.typed-code': 'Then you will be shown six digits to type into that browser.',
  'approval.next.passkey': 'Then your phone makes sure that it is you.',
  'approval.left': '{time} left',
  'approval.left.announce': '{count} seconds left to decide',
  'approval.approve': 'Approve',
  'approval.not-me': 'This wasn’t me',
  'approval.reject': 'Reject for another reason',
  'approval.reject.title': 'Reject, because…',
  'approval.reject.unknown_service': 'I don’t know this service',
  'approval.reject.changed_mind': 'I changed my mind',
  'approval.sending': 'Sending your decision…',
  'approval.problem.offline': 'There is no connection. Nothing was lost; try again.',
  'approval.problem.unavailable': 'There is no connection. Nothing was lost; try again.',
  'approval.problem.not-verified': 'Your phone could not make sure that it is you. Nothing was approved; try again.',
  'approval.problem.wrong-passkey': 'Your passkey did not fit. Nothing was approved; try again.',
  'approval.approved.title': 'Approved',
  'approval.approved.text': '{website} continues in your browser. You can put your phone away.',
  'approval.rejected.title': 'Rejected',
  'approval.rejected.text': '{website} was not opened for anyone.',
  'approval.rejected.not-me': '{website} was not opened for anyone. It has been recorded that this wasn’t you.',
  'approval.rejected.stop': 'If somebody asked you to scan that code, do not scan another one for them.',

  // What a website receives
  'claim.name': 'your name',
  'claim.given_name': 'your first name',
  'claim.family_name': 'your last name',
  'claim.preferred_username': 'your user name',
  'claim.email': 'your email address',
  'claim.email_verified': 'that your email address was checked',
  'claim.phone_number': 'your phone number',
  'claim.phone_number_verified': 'that your phone number was checked',
  'claim.address': 'your address',
  'claim.birthdate': 'your date of birth',
  'claim.locale': 'your language',
  'claim.zoneinfo': 'your time zone',
  'claim.picture': 'your picture',

  // What to look at twice
  'risk.title': 'Look twice',
  'risk.new_browser': 'Your account does not know this browser.',
  'risk.address_mismatch': 'The browser uses another internet connection than this phone.',
  'risk.country_mismatch': 'The browser seems to be in another country than this phone.',
  'risk.network_mismatch': 'The browser uses another internet provider than this phone.',
  'risk.time_zone_mismatch': 'The browser’s clock is set for another time zone than this phone’s.',
  'risk.hosting_provider': 'The browser’s address is a data centre’s, not a home’s or an office’s.',
  'risk.busy_source': 'Many codes were asked for from the browser’s address just now.',
  'risk.slow_scan': 'The code took long to reach this phone. Somebody may have passed it on.',
  'risk.second_device': 'Another phone has scanned the same code.',

  // Confirmation code
  'code.screen': 'Type this code',
  'code.approved': 'Approved. One thing is left',
  'code.title': 'Type this into the browser where you see {domain}',
  'code.never': 'Never tell it to anyone.',
  'code.never.text':
    'Nobody will ever ask you for it: not {website}, not support, not the police. Whoever asks, on the phone, in a chat or at another address, wants to be logged in as you.',
  'code.typed': 'I have typed it',
  'code.announce': 'Approved. Type {digits} into the browser where you see {domain}. Never tell it to anyone.',
  'code.left': '{seconds} s left',
  'code.over.title': 'The code is over',
  'code.over.done': 'If your browser went on, all is done.',
  'code.over.not-done': 'If it did not, nothing was opened. Start again on the website.',

  // Back to the browser on this device
  'return.title': 'Approved',
  'return.text': 'Going back to {website} in the browser that you came from…',
  'return.go': 'Back to the browser',
  'return.stay': 'Stay here',
  'return.announce': 'Approved. Going back to the browser.',

  // Problems
  'problem.stale-frame.title': 'This code is no longer current',
  'problem.stale-frame.text':
    'A code is good for a few seconds only, so that nobody can pass on a picture of it. Scan the one that is on the screen now.',
  'problem.challenge-expired.title': 'Time is up',
  'problem.challenge-expired.text':
    'This login was not decided in time, so nothing was opened. Ask for a new code on the website, then scan that one.',
  'problem.challenge-not-found.title': 'This code is not for this phone',
  'problem.challenge-not-found.text':
    'It is no longer valid, or another phone scanned it first. If that other phone is not yours, leave the website and start again.',
  'problem.challenge-closed.title': 'Already decided',
  'problem.challenge-closed.text':
    'This login was finished or given up before. If you still want to log in, start again on the website.',
  'problem.too-risky.title': 'This login was stopped',
  'problem.too-risky.text': 'It looks too much like a fraud to be approved, so nothing was opened.',
  'problem.too-risky.more':
    'If somebody sent you the code or asked you to scan it, stop here. If it was you, start again from a network that you know.',
  'problem.cooling-off.title': 'This phone is too new for that',
  'problem.cooling-off.text':
    'For a while after a phone was added it logs in, but does not approve payments and the like, so that you can notice one that is not yours.',
  'problem.cooling-off.more': 'Use another phone of yours, or try again later: your list of devices says when.',
  'problem.removed.title': 'This phone was removed',
  'problem.removed.text': 'It can no longer approve anything. To use it again, enrol it with a new code.',
  'problem.account-not-active.title': 'Your account is suspended',
  'problem.account-not-active.text': 'Nothing can be approved until its operator opens it again.',
  'problem.offline.title': 'No connection',
  'problem.offline.text': 'Doorway cannot be reached right now. Nothing was lost.',
  'problem.other.title': 'That did not work',
  'problem.other.text': 'Doorway could not do this just now. Nothing was approved.',
  'problem.step.scan': 'Scan again',
  'problem.step.enrol': 'Enrol again',

  // Times
  'time.now': 'just now',
};
