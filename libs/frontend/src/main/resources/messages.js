// Texts that people read. Each front end has one message file per language: a flat table of keys and texts. In a text,
// {name} stands for a parameter. A text that depends on a number has one key per plural category of the language
// (`key.one`, `key.other`) and the parameter {count}. A text about an action may have one of its own for a payment
// (`key.payment`), and one for every action but a login (`key.action`).

const RIGHT_TO_LEFT = ['ar', 'fa', 'he', 'ur'];
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';
const PARAMETER = /\{(\w+)\}/;

/** The direction in which a language is written, for the attribute `dir`. */
export function directionOf(language) {
  return RIGHT_TO_LEFT.includes(language.split('-')[0]) ? 'rtl' : 'ltr';
}

/** Functions that look up texts of the table. `language` is a BCP 47 tag; it decides plural categories. */
export function messagesOf(table, language) {
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  const number = value => numbers.format(value);
  // A name or an address must not change the order of the words around it (Unicode Standard Annex 9, section 2.5).
  const isolated = directionOf(language) === 'rtl'
    ? text => FIRST_STRONG_ISOLATE + text + POP_DIRECTIONAL_ISOLATE
    : text => text;
  const shown = value => {
    if (typeof value === 'string') return isolated(value);
    return typeof value === 'number' ? number(value) : value;
  };

  function text(key, { count } = {}) {
    const found = table[key] ?? table[`${key}.${plurals.select(count)}`] ?? table[`${key}.other`];
    if (found === undefined) throw new Error(`no message ${key}`);
    return found;
  }

  /** The text as a list of strings and parameter values, for texts in which a parameter is an element. */
  function messageParts(key, parameters = {}) {
    return text(key, parameters)
      .split(PARAMETER)
      .map((part, i) => (i % 2 === 0 ? part : shown(parameter(key, parameters, part))))
      .filter(part => part !== '');
  }

  const message = (key, parameters) => messageParts(key, parameters).join('');
  const hasMessage = key => key in table;

  return {
    language,
    message,
    messageParts,
    hasMessage,
    /** The text of `key` for an action of this type. Events of earlier versions do not name the type: a login. */
    messageOf(type = 'login', key, parameters) {
      const kinds = { login: [], payment: ['payment', 'action'] }[type] ?? ['action'];
      return message(kinds.map(kind => `${key}.${kind}`).find(hasMessage) ?? key, parameters);
    },
    /** The text of `group.name`, or of `group.other` for a name that has no text. */
    messageOr: (group, name, parameters) =>
      message(`${group}.${hasMessage(`${group}.${name}`) ? name : 'other'}`, parameters),
    /** A number as people write it. */
    number,
  };
}

function parameter(key, parameters, name) {
  if (parameters[name] === undefined) throw new Error(`message ${key} needs the parameter ${name}`);
  return parameters[name];
}

/**
 * Sets the texts of a static page: `data-message` is the key of an element's text, `data-placeholder` of its
 * placeholder.
 */
export function setTexts(root, message) {
  for (const found of root.querySelectorAll('[data-message]')) found.textContent = message(found.dataset.message);
  for (const found of root.querySelectorAll('[data-placeholder]')) {
    found.setAttribute('placeholder', message(found.dataset.placeholder));
  }
}
