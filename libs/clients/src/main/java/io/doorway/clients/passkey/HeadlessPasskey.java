package io.doorway.clients.passkey;

import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.encoding.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A passkey. {@link #attest} produces the {@code attestation} member of a phone message, {@link #sign} the {@code passkey} member; their
 * values are base64url. Thread-safe.
 */
public final class HeadlessPasskey {
    private static final int ATTESTED_DATA = 0x40;
    private static final int ID_BYTES = 16;
    private static final byte[] ZERO_AAGUID = new byte[16];
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] id;
    private final PasskeyKeyPair key;
    private final AuthenticatorBehaviour behaviour;

    private HeadlessPasskey(byte[] id, PasskeyKeyPair key, AuthenticatorBehaviour behaviour) {
        this.id = id;
        this.key = key;
        this.behaviour = behaviour;
    }

    /** A new passkey (ES256) for the relying party at this origin. */
    public static HeadlessPasskey at(String origin) {
        return of(PasskeyKeyPair.es256(), origin);
    }

    /** A new passkey (EdDSA with Ed25519) for the relying party at this origin. */
    public static HeadlessPasskey ed25519At(String origin) {
        return of(PasskeyKeyPair.ed25519(), origin);
    }

    private static HeadlessPasskey of(PasskeyKeyPair key, String origin) {
        byte[] id = new byte[ID_BYTES];
        RANDOM.nextBytes(id);
        return new HeadlessPasskey(id, key, AuthenticatorBehaviour.wellBehavedAt(origin));
    }

    /** The WebAuthn credential ID, base64url. */
    public String id() {
        return Base64Url.encode(id);
    }

    /** The values that the authenticator reports. */
    public AuthenticatorBehaviour behaviour() {
        return behaviour;
    }

    /** The same passkey with another behaviour. */
    public HeadlessPasskey withBehaviour(AuthenticatorBehaviour other) {
        return new HeadlessPasskey(id, key, other);
    }

    /** A passkey with the same key and a credential ID of this many bytes. */
    public HeadlessPasskey withIdOf(int bytes) {
        byte[] other = new byte[bytes];
        RANDOM.nextBytes(other);
        return new HeadlessPasskey(other, key, behaviour);
    }

    /** A passkey with the same credential ID and another key. */
    public HeadlessPasskey withOtherKey() {
        return new HeadlessPasskey(id, PasskeyKeyPair.es256(), behaviour);
    }

    /**
     * Registers the passkey, like {@code navigator.credentials.create} with attestation "none".
     *
     * @param challenge the challenge of the ceremony, base64url
     */
    public Map<String, String> attest(String challenge) {
        byte[] authenticatorData = authenticatorData(ATTESTED_DATA, attestedKey());
        Map<String, Object> attestation = new LinkedHashMap<>();
        attestation.put("fmt", "none");
        attestation.put("attStmt", Map.of());
        attestation.put("authData", authenticatorData);
        return Map.of(
                "client_data_json", Base64Url.encode(clientData("webauthn.create", challenge)),
                "attestation_object", Base64Url.encode(CborWriter.of(attestation)));
    }

    /** Signs a transcript: the challenge of the ceremony is its SHA-256 hash. */
    public Map<String, String> sign(String transcript) {
        return assertion(Sha256.text(transcript));
    }

    /**
     * Authenticates with the passkey, like {@code navigator.credentials.get}.
     *
     * @param challenge the challenge of the ceremony, base64url
     */
    public Map<String, String> assertion(String challenge) {
        byte[] authenticatorData = authenticatorData(0, new byte[0]);
        byte[] clientData = clientData("webauthn.get", challenge);
        return Map.of(
                "id", id(),
                "authenticator_data", Base64Url.encode(authenticatorData),
                "client_data_json", Base64Url.encode(clientData),
                "signature", Base64Url.encode(key.sign(concat(authenticatorData, Sha256.of(clientData)))));
    }

    /** The client data, with its members in the order of WebAuthn section 5.8.1.1, on which verifiers may rely. */
    private byte[] clientData(String type, String challenge) {
        return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":%s}"
                .formatted(type, challenge, behaviour.origin(), behaviour.crossOrigin())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The authenticator data (WebAuthn section 6.1). */
    private byte[] authenticatorData(int additionalFlags, byte[] attested) {
        byte[] relyingParty = Sha256.of(behaviour.relyingParty().getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(relyingParty.length + 1 + Integer.BYTES + attested.length)
                .put(relyingParty)
                .put((byte) (behaviour.flags() | additionalFlags))
                .putInt((int) behaviour.counter())
                .put(attested)
                .array();
    }

    /** The attested credential data (WebAuthn section 6.5.1). */
    private byte[] attestedKey() {
        byte[] length =
                ByteBuffer.allocate(Short.BYTES).putShort((short) id.length).array();
        return concat(ZERO_AAGUID, concat(length, concat(id, key.cose())));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
