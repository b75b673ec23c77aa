// Package approval checks that a person signed exactly the action that a relying party is about to carry out.
package approval

import "reflect"

// IsApproved reports whether the claims of a validated ID token approve the action.
//
// claims are those of an ID token whose signature, iss, aud, exp and nonce have been validated. action is what the
// relying party is about to do, with the field "type": the same object that it pushed.
func IsApproved(claims, action map[string]any) bool {
	hash, _ := claims["doorway_transcript_hash"].(string)
	return claims["acr"] == "urn:doorway:acr:passkey" &&
		claims["doorway_action"] == action["type"] &&
		reflect.DeepEqual(claims["authorization_details"], []any{action}) &&
		hash != ""
}
