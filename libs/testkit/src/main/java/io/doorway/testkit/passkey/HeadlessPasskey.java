package io.doorway.testkit.passkey;

import io.doorway.protocol.Base64Url;
import io.doorway.protocol.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A passkey. Registering gives the {@code attestation} member of a phone's message, approving its {@code passkey} member,
 * both in base64url as the wire protocol has them.
 *
 * <p>Safe for use by several threads.
 */
public final class HeadlessPasskey {
    private static final int ATTESTED_DATA = 0x40;
    private static final int ID_BYTES = 16;
    private static final byte[] NO_MODEL = new byte[16];
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] id;
    private final PasskeyKey key;
    private final Manner manner;

    private HeadlessPasskey(byte[] id, PasskeyKey key, Manner manner) {
        this.id = id;
        this.key = key;
        this.manner = manner;
    }

    /** A new passkey for the site at this origin, on P-256 as most are. */
    public static HeadlessPasskey at(String origin) {
        return of(PasskeyKey.es256(), origin);
    }

    /** The same on Ed25519. */
    public static HeadlessPasskey onEd25519At(String origin) {
        return of(PasskeyKey.ed25519(), origin);
    }

    private static HeadlessPasskey of(PasskeyKey key, String origin) {
        byte[] id = new byte[ID_BYTES];
        RANDOM.nextBytes(id);
        return new HeadlessPasskey(id, key, Manner.at(origin));
    }

    /** WebAuthn's credential id, base64url. */
    public String id() {
        return Base64Url.encode(id);
    }

    public Manner manner() {
        return manner;
    }

    /** The same passkey, behaving otherwise. */
    public HeadlessPasskey behaving(Manner otherwise) {
        return new HeadlessPasskey(id, key, otherwise);
    }

    /** One that claims to be this passkey and has another key. */
    public HeadlessPasskey forged() {
        return new HeadlessPasskey(id, PasskeyKey.es256(), manner);
    }

    /**
     * Registers: the answer of {@code navigator.credentials.create} with attestation "none".
     *
     * @param challenge base64url
     */
    public Map<String, String> attest(String challenge) {
        byte[] authenticatorData = authenticatorData(ATTESTED_DATA, attestedKey());
        Map<String, Object> attestation = new LinkedHashMap<>();
        attestation.put("fmt", "none");
        attestation.put("attStmt", Map.of());
        attestation.put("authData", authenticatorData);
        return Map.of(
                "client_data_json", Base64Url.encode(clientData("webauthn.create", challenge)),
                "attestation_object", Base64Url.encode(Cbor.of(attestation)));
    }

    /** Approves what a transcript says: the challenge is its hash. */
    public Map<String, String> sign(String transcript) {
        return answer(Sha256.text(transcript));
    }

    /**
     * Authenticates: the answer of {@code navigator.credentials.get}.
     *
     * @param challenge base64url
     */
    public Map<String, String> answer(String challenge) {
        byte[] authenticatorData = authenticatorData(0, new byte[0]);
        byte[] clientData = clientData("webauthn.get", challenge);
        return Map.of(
                "id", id(),
                "authenticator_data", Base64Url.encode(authenticatorData),
                "client_data_json", Base64Url.encode(clientData),
                "signature", Base64Url.encode(key.sign(concat(authenticatorData, Sha256.of(clientData)))));
    }

    /** WebAuthn section 5.8.1.1: members in this order, so that a verifier may compare prefixes. */
    private byte[] clientData(String type, String challenge) {
        return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":%s}"
                .formatted(type, challenge, manner.origin(), manner.crossOrigin())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** WebAuthn section 6.1. */
    private byte[] authenticatorData(int moreFlags, byte[] attested) {
        byte[] relyingParty = Sha256.of(manner.relyingParty().getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(relyingParty.length + 1 + Integer.BYTES + attested.length)
                .put(relyingParty)
                .put((byte) (manner.flags() | moreFlags))
                .putInt((int) manner.counter())
                .put(attested)
                .array();
    }

    /** WebAuthn section 6.5.1. */
    private byte[] attestedKey() {
        byte[] length =
                ByteBuffer.allocate(Short.BYTES).putShort((short) id.length).array();
        return concat(NO_MODEL, concat(length, concat(id, key.cose())));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
