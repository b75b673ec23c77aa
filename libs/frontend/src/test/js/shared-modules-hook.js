// A module loader hook (node:module): ./shared/x.js and ../shared/x.js are the modules of libs/frontend.

const SHARED = new URL('../../main/resources/', import.meta.url);

export function resolve(specifier, context, nextResolve) {
  const [, name] = specifier.match(/^\.\.?\/shared\/([\w/-]+\.js)$/) ?? [];
  return nextResolve(name ? new URL(name, SHARED).href : specifier, context);
}
