// What an approval holds beside its signature, where the login asks for more.

/** The members to add to the signed approval of what was asked; none where a signature is enough. */
export async function evidence(asked, login) {
  return {};
}
