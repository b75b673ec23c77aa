// The texts of the scanner, and of a login that a link opened. {name} is a parameter.

export default {
  // Scanner
  'scan.screen': 'Scan',
  'scan.title': 'Scan the code',
  'scan.hint': 'Hold the code on the screen inside the frame.',
  'scan.once-more': 'The code changes every second, and opening this page took a moment. Scan it again here.',
  'scan.asking': 'Checking who is asking…',
  'scan.cancel': 'Cancel',
  'scan.foreign': 'This is not a code of a Doorway login page. Nothing was opened. Scan the code on the login page.',
  'scan.invitation':
    'This is an invitation, not a login. To add an account, open it with your phone’s own camera app.',
  'scan.problem.NotAllowedError':
    'The camera is not allowed. Allow it for this page in your browser’s settings, or use your phone’s own camera app: it reads the code too.',
  'scan.starting': 'Starting the camera…',
  'scan.problem.silent':
    'The camera does not answer. If your browser asks for it, allow it; otherwise try again.',
  'scan.problem.NotFoundError': 'This device has no camera. Use one of the ways below.',
  'scan.problem.other': 'The camera did not start. Close other apps that use it, then try again.',
  'scan.other-ways': 'Use a picture of the code',
  'scan.choose': 'Choose a picture',
  'scan.paste': 'Or paste it here',
  'scan.paste.help':
    'A picture of the code or its address. You can also drop a picture here. Be quick: a code works for three seconds.',
  'scan.reading': 'Reading the picture…',
  'scan.no-code': 'There is no QR code in this picture. Show the whole code, large and sharp.',
  'scan.no-picture': 'This file cannot be read as a picture. Use a PNG or JPEG.',
  'scan.too-old': 'This code is too old: a code works for three seconds. Take a new picture, and paste it at once.',

  // Code of the login page
  'enter-code.title': 'Enter the code',
  'enter-code.help':
    'On the login page choose “Use a code instead”. Enter the eight letters and digits that it shows.',
  'enter-code.warning': 'Enter only a code that you see on your own screen. Never enter one that somebody gives you.',
  'enter-code.label': 'Code of the login page',
  'enter-code.continue': 'Continue',
  'enter-code.incomplete': 'The code has eight letters and digits.',
  'enter-code.wrong.title': 'This code is wrong or has expired',
  'enter-code.wrong.text': 'Compare it with the one on the login page, or ask for a new one there.',
  'enter-code.again': 'Enter the code again',

  // Link
  'link.camera-link.title': 'A login request was opened',
  'link.camera-link.text':
    'Your camera app, or a link in another app, opened this page. Continue only if you just pointed your camera at a code on a screen in front of you.',
  'link.own-page.title': 'Continue on this phone',
  'link.own-page.text':
    'A login page on this phone opened this login request. Continue only if you just started to log in here.',
  'link.website.title': 'A website opened a login request',
  'link.website.text':
    'You did not scan a code: a website sent you here. Someone may be trying to log in as you. Continue only if you are certain that you started this login.',
  'link.link.title': 'A link opened a login request',
  'link.link.text':
    'A link opened this page. You did not scan a code here. Continue only if you just started to log in yourself.',
  'link.this-browser.title': 'This window is your phone now',
  'link.this-browser.text':
    'A login page on this computer opened it, so that you can try Doorway without a phone. Continue to see who is asking.',
  'link.nothing': 'Nothing has been sent yet.',
  'link.open': 'Show who is asking',
  'link.open-as': 'Show who is asking, as {account}',
  'link.leave': 'Do not open',

  // The login page on the same computer, which opened this window
  'this-browser.no-code.title': 'The login page shows no code now',
  'this-browser.no-code.text': 'Show a new code on the login page, then try again here.',
};
