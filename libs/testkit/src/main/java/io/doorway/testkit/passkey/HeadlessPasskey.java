package io.doorway.testkit.passkey;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.doorway.protocol.Base64Url;
import io.doorway.protocol.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A passkey on P-256. Registering gives the {@code attestation} member of a phone's message, approving its {@code passkey} member,
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
    private final ECKey key;
    private final Manner manner;

    private HeadlessPasskey(byte[] id, ECKey key, Manner manner) {
        this.id = id;
        this.key = key;
        this.manner = manner;
    }

    /** A new passkey for the site at this origin. */
    public static HeadlessPasskey at(String origin) {
        byte[] id = new byte[ID_BYTES];
        RANDOM.nextBytes(id);
        return new HeadlessPasskey(id, newKey(), Manner.at(origin));
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
        return new HeadlessPasskey(id, newKey(), manner);
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
                "signature", Base64Url.encode(signature(concat(authenticatorData, Sha256.of(clientData)))));
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

    /** WebAuthn section 6.5.1, with the key as RFC 9053 section 7.1.1 writes it. */
    private byte[] attestedKey() {
        Map<Integer, Object> cose = new LinkedHashMap<>();
        cose.put(1, 2);
        cose.put(3, -7);
        cose.put(-1, 1);
        cose.put(-2, key.getX().decode());
        cose.put(-3, key.getY().decode());
        byte[] length =
                ByteBuffer.allocate(Short.BYTES).putShort((short) id.length).array();
        return concat(NO_MODEL, concat(length, concat(id, Cbor.of(cose))));
    }

    /** DER, as WebAuthn section 6.5.5 has ECDSA signatures. */
    private byte[] signature(byte[] signed) {
        try {
            Signature es256 = Signature.getInstance("SHA256withECDSA");
            es256.initSign(key.toECPrivateKey());
            es256.update(signed);
            return es256.sign();
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException("every Java platform has ECDSA on P-256", e);
        }
    }

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
