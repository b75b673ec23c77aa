// The phone app's texts in English. {name} is a parameter.

import account from './en-account.js';
import enrol from './en-enrol.js';
import requests from './en-requests.js';
import scan from './en-scan.js';

export default {
  ...account,
  ...enrol,
  ...requests,
  ...scan,

  'app.title': '{screen} · Doorway',
  'common.again': 'Try again',
  'common.back': 'Back',
  'common.cancel': 'Cancel',
  'common.done': 'Done',
  'common.keep': 'Keep',
  'common.loading': 'Loading…',
  'common.not-now': 'Not now',
  'common.remove': 'Remove',
  'common.waiting': 'Please wait',
  'language.menu': 'Language:',
  'language.en': 'English',
  'language.de': 'Deutsch',
  'language.ar': 'العربية',

  // Welcome
  'welcome.screen': 'Welcome',
  'welcome.title': 'Log in with this phone',
  'welcome.text': 'Scan the code on a website, check who is asking, approve. No password.',
  'welcome.code': 'Invitation code',
  'welcome.code.placeholder': '20 letters and digits',
  'welcome.code.help': 'From your organisation. If you were sent a link, open it on this phone.',
  'welcome.continue': 'Continue',

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
  'home.account': 'Set up for {account}',
  'home.scan': 'Scan a code',
  'home.enter-code': 'Enter a code',

  // Accounts on this phone
  'accounts.title': 'Accounts on this phone',
  'accounts.in-use': 'in use',
  'accounts.as': 'as “{device}”',
  'accounts.use': 'Use',
  'accounts.use.label': 'Use {account}',
  'accounts.used': '{account} is now in use',

  // Approval
  'approval.screen': '{website} asks',
  'approval.who': 'Who is asking',
  'approval.action.login': 'wants to log you in',
  'approval.action.payment': 'asks you to approve a payment',
  'approval.action.add-payee': 'asks you to add a payee',
  'approval.action.other': 'asks for: {action}',
  'approval.payee': 'to {payee}',
  'approval.says': '{website} says',
  'approval.browser': 'In this browser',
  'approval.browser.shared': 'Shared computer, so it will not be remembered',
  'approval.browser.known': 'You’ve used this browser before',
  'approval.browser.new': 'First login from this browser',
  'approval.claims': 'Will receive',
  'approval.claims.none': 'Only an account ID',
  'approval.when': 'When',
  'approval.when.now': 'Started just before you opened it',
  'approval.when.seconds.one': 'Started {count} second before you opened it',
  'approval.when.seconds.other': 'Started {count} seconds before you opened it',
  'approval.when.minutes.one': 'Started {count} minute before you opened it',
  'approval.when.minutes.other': 'Started {count} minutes before you opened it',
  'approval.advice.cross-device':
    'Approve only if you opened this website yourself and the code is on the screen in front of you.',
  'approval.advice.same-device': 'Approve only if you just opened this website yourself, on this phone.',
  'approval.next.typed-code': 'Next, this phone shows six digits to type into that browser.',
  'approval.next.passkey':
    'Next, this phone confirms with fingerprint, face or PIN. It may then show six digits to type into that browser.',
  'approval.left': '{time} left',
  'approval.left.announce.one': '{count} second left to decide',
  'approval.left.announce.other': '{count} seconds left to decide',
  'approval.approve': 'Approve',
  'approval.approve.amount': 'Approve {amount}',
  'approval.pay': 'Pay {amount}',
  'approval.not-me': 'This wasn’t me',
  'approval.reject': 'Reject for another reason',
  'approval.reject.title': 'Reject, because…',
  'approval.reject.unknown_service': 'I don’t know this service',
  'approval.reject.changed_mind': 'I changed my mind',
  'approval.sending': 'Sending your decision…',
  'approval.verify': 'Confirm with fingerprint, face or PIN: {subject}',
  'approval.problem.offline': 'No connection. Nothing was lost. Try again.',
  'approval.problem.unavailable': 'Doorway cannot be reached. Nothing was lost. Try again.',
  'approval.problem.too-many-requests': 'Too many attempts. Wait a minute, then try again.',
  'approval.problem.not-verified':
    'Your phone could not confirm with fingerprint, face or PIN. Nothing was approved. Try again.',
  'approval.problem.wrong-passkey': 'Your passkey was not accepted. Nothing was approved. Try again.',
  'approval.approved.title': 'Approved',
  'approval.approved.text': '{website} continues in your browser.',
  'approval.rejected.title': 'Rejected',
  'approval.rejected': 'Nobody was logged in.',
  'approval.rejected.payment': 'The payment was not approved.',
  'approval.rejected.action': 'Nothing was approved.',
  'approval.rejected.not-me': 'Doorway recorded that this wasn’t you.',
  'approval.rejected.stop': 'If somebody asked you to scan that code, do not scan another one for them.',

  // What is approved, in one line
  'subject.login': 'Login to {website}',
  'subject.action.payment': 'Payment',
  'subject.action.add-payee': 'New payee',
  'subject.action.other': '{action}',
  'subject.amount': '{action} of {amount}',
  'subject.amount.payee': '{action} of {amount} to {payee}',
  'subject.payee': '{action}: {payee}',

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
  'claim.middle_name': 'your middle name',
  'claim.nickname': 'your nickname',
  'claim.profile': 'the address of your profile page',
  'claim.website': 'the address of your website',
  'claim.gender': 'your gender',
  'claim.updated_at': 'when your data was last changed',

  // What to look at twice
  'risk.title': 'Check this',
  'risk.new_browser': 'First login from this browser.',
  'risk.address_mismatch': 'The browser and this phone use different internet connections.',
  'risk.country_mismatch': 'The browser seems to be in another country than this phone.',
  'risk.network_mismatch': 'The browser and this phone use different internet providers.',
  'risk.time_zone_mismatch': 'The browser and this phone are set to different time zones.',
  'risk.hosting_provider': 'The browser’s address belongs to a data centre, not to a home or an office.',
  'risk.busy_source': 'Many logins were started from the browser’s address just now.',
  'risk.slow_scan': 'The code took long to reach this phone. Somebody may have passed it on.',
  'risk.opened_by_link':
    'A link or a picture opened this request; this app’s camera scanned no code. Somebody may have sent you the link or the picture.',
  'risk.entered_code': 'A code was entered, not scanned. If somebody gave you the code, reject this request.',
  'risk.second_device': 'Another phone has scanned the same code.',

  // Confirmation code
  'code.screen': 'Type this code',
  'code.approved': 'Approved. One more step',
  'code.title': 'Type this into the browser where you see {domain}',
  'code.never': 'Never give it to anyone.',
  'code.never.text':
    'Nobody will ever ask you for it: not {website}, not support, not the police. Whoever asks for it, on the phone, in a chat or at another address, wants to log in as you.',
  'code.never.text.action':
    'Nobody will ever ask you for it: not {website}, not support, not the police. Whoever asks for it, on the phone, in a chat or at another address, wants to use your approval.',
  'code.typed': 'I have typed it',
  'code.announce': 'Approved. Type {digits} into the browser where you see {domain}. Never give it to anyone.',
  'code.left': '{seconds} s left',
  'code.left.minutes': '{time} left',
  'code.over.title': 'The code expired',
  'code.over.done': 'If your browser continued, you are done.',
  'code.over.not-done': 'If it did not, nobody was logged in. Start again on the website.',
  'code.over.not-done.payment': 'If it did not, the payment was not approved. Start again on the website.',
  'code.over.not-done.action': 'If it did not, nothing was approved. Start again on the website.',

  'code.tries.one': 'A wrong code was typed in the browser. One try left.',
  'code.tries.other': 'A wrong code was typed in the browser. {count} tries left.',

  // Taking the approval back
  'take-back.stop': 'Stop this login',
  'take-back.stop.payment': 'Stop this payment',
  'take-back.stop.action': 'Stop this request',
  'take-back.sending': 'Stopping…',
  'take-back.title': 'You took your approval back',
  'take-back.late.title': 'It is too late to take it back',
  'take-back.late.text':
    'The browser has used your approval already. Open “Recent activity” and choose “This wasn’t me”.',

  // What became of the approved login
  'outcome.consumed.login.title': 'You are logged in',
  'outcome.consumed.login.text': 'Continue at {website} in your browser.',
  'outcome.consumed.other.title': 'Approval received',
  'outcome.consumed.other.text': '{website} received your approval.',
  'outcome.cancelled.title': 'Cancelled',
  'outcome.cancelled.text': 'To try again, start on the website.',
  'outcome.cancelled.browser.title': 'Cancelled in the browser',
  'outcome.cancelled.newer.text': 'A newer request replaced it.',
  'outcome.cancelled.wrong_code.title': 'Cancelled after three wrong codes',
  'outcome.cancelled.wrong_code.text':
    'If you did not type these codes, somebody else tried to log in as you. Start again only on a website that you opened yourself.',
  'outcome.cancelled.wrong_code.text.action':
    'If you did not type these codes, somebody else tried to use your approval. Start again only on a website that you opened yourself.',
  'outcome.expired.title': 'This login expired',
  'outcome.expired.title.payment': 'This payment expired',
  'outcome.expired.title.action': 'This request expired',
  'outcome.expired.text': 'Your browser did not finish in time. To try again, start on the website.',

  // Back to the browser on this device
  'return.title': 'Approved',
  'return.text': 'Going back to {website} in your browser…',
  'return.go': 'Back to the browser',
  'return.stay': 'Stay here',
  'return.announce': 'Approved. Going back to the browser.',

  // Problems
  'problem.stale-frame.title': 'This code is too old',
  'problem.stale-frame.text':
    'Each code works for a few seconds only, so that nobody can pass on a picture of it. Scan the code that is on the screen now.',
  'problem.challenge-expired.title': 'You didn’t approve in time',
  'problem.challenge-expired.text': 'Nothing was approved. Get a new code on the website, then scan it.',
  'problem.challenge-not-found.title': 'This code expired or was already used',
  'problem.challenge-not-found.text':
    'Get a new code on the website, then scan it. If another phone scanned this code and it is not yours, leave the website.',
  'problem.challenge-closed.title': 'This request has ended',
  'problem.challenge-closed.text':
    'It was cancelled, replaced by a newer one or decided already. To try again, start on the website.',
  'problem.login-pending.title': 'Another request is waiting',
  'problem.login-pending.text':
    'You have not decided about another request yet, and only a scan with this app’s camera replaces it. It may be on another of your devices, or in a window that was closed. Decide about it, cancel it in its browser, or wait a few minutes until it expires; then try again.',
  'problem.scan-required.title': 'Scan the QR code for this',
  'problem.scan-required.text':
    'You have not used this browser before, so this cannot be approved by a code that you enter. On the login page choose “Scan a QR code instead”.',
  'problem.too-risky.title': 'Blocked as suspicious',
  'problem.too-risky.text': 'Nothing was approved.',
  'problem.too-risky.more':
    'If somebody sent you the code or asked you to scan it, stop here. If you started this yourself, start again from a network that you know.',
  'problem.cooling-off.title': 'This phone cannot do this yet',
  'problem.cooling-off.text':
    'A new phone can log in, but not yet approve payments and other important actions or change your devices, so that you have time to notice a phone that is not yours.',
  'problem.cooling-off.more': 'Use another phone of yours, or try again later. The start page shows when.',
  'problem.removed.title': 'This phone was removed',
  'problem.removed.text': 'It can no longer approve anything. To use it again, set it up with a new code.',
  'problem.account-not-active.title': 'Your account is suspended',
  'problem.account-not-active.text': 'Nothing can be approved until your organisation reactivates it.',
  'problem.no-storage.title': 'This browser keeps no key here',
  'problem.no-storage.text':
    'Doorway keeps the key of this phone in the browser, and this browser stores nothing for this page. Leave private browsing, or allow site data for this page in the browser’s settings. Then try again.',
  'problem.offline.title': 'No connection',
  'problem.offline.text': 'Doorway cannot be reached. Nothing was lost. Check your connection, then try again.',
  'problem.unavailable.title': 'Doorway is not available at the moment',
  'problem.unavailable.text': 'Nothing was lost. Wait a moment, then try again.',
  'problem.too-many-requests.title': 'Too many attempts',
  'problem.too-many-requests.text': 'Wait a minute, then try again.',
  'problem.gone.title': 'This is not in your list any more',
  'problem.gone.text': 'Another phone of yours or your organisation removed or ended it already.',
  'problem.other.title': 'Something went wrong',
  'problem.other.text': 'Doorway made an error. Try again.',
  'problem.step.scan': 'Scan again',
  'problem.step.enrol': 'Set up again',

  // Times
  'time.now': 'just now',
};
