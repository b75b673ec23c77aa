// Texts that people read. Each front end has one message file per language: a flat table of keys and texts. In a text,
// {name} stands for a parameter. A text that depends on a number has one key per plural category of the language
// (`key.one`, `key.other`) and the parameter {count}.

const PARAMETER = /\{(\w+)\}/;

/** Functions that look up texts of the table. `language` is a BCP 47 tag; it decides plural categories. */
export function messagesOf(table, language) {
  const plurals = new Intl.PluralRules(language);

  function text(key, { count } = {}) {
    const found = table[key] ?? table[`${key}.${plurals.select(count)}`] ?? table[`${key}.other`];
    if (found === undefined) throw new Error(`no message ${key}`);
    return found;
  }

  /** The text as a list of strings and parameter values, for texts in which a parameter is an element. */
  function messageParts(key, parameters = {}) {
    return text(key, parameters)
      .split(PARAMETER)
      .map((part, i) => (i % 2 === 0 ? part : parameter(key, parameters, part)))
      .filter(part => part !== '');
  }

  return {
    language,
    message: (key, parameters) => messageParts(key, parameters).join(''),
    messageParts,
    hasMessage: key => key in table,
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
