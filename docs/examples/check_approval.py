"""Checks that a person signed exactly the action that a relying party is about to carry out."""


def is_approved(claims, action):
    """Whether the claims of a validated ID token approve the action.

    claims: the claims of an ID token whose signature, iss, aud, exp and nonce have been validated
    action: what the relying party is about to do, with the field "type"; the same object that it pushed
    """
    return (
        claims.get("acr") == "urn:doorway:acr:passkey"
        and claims.get("doorway_action") == action["type"]
        and claims.get("authorization_details") == [action]
        and bool(claims.get("doorway_transcript_hash"))
    )
