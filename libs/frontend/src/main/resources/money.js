// Amounts of money as people write them. What is signed and recorded is the text that the website sent.

const DECIMAL = /^\d{1,15}(\.\d{1,3})?$/;
const CURRENCY = /^[A-Z]{3}$/;

/**
 * An amount such as €42.50, from a decimal number and an ISO 4217 code; undefined if there is no amount. No digit is
 * rounded away. An amount or a currency of another form is shown as it is.
 */
export function formatAmount({ amount, currency }, language) {
  if (!amount) return undefined;
  if (!DECIMAL.test(amount) || !CURRENCY.test(currency ?? '')) return [currency, amount].filter(Boolean).join(' ');
  const usual = new Intl.NumberFormat(language, { style: 'currency', currency });
  const given = amount.split('.')[1]?.length ?? 0;
  const digits = Math.max(given, usual.resolvedOptions().maximumFractionDigits);
  return new Intl.NumberFormat(language, {
    style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits,
  }).format(amount);
}
