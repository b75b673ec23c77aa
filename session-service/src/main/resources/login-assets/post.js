// The page with the response of a login that the website wants posted: it posts the form as soon as it is shown.

document.querySelector('form').submit();
