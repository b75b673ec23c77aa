package io.doorway.login.jws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import io.doorway.protocol.encoding.Base64Url;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * A compact JWS (RFC 7515 section 7.1), parsed and not yet verified.
 *
 * <p>Nimbus verifies signatures and reads keys. It does not see how a part was written, so the parts are read here: base64url in its
 * canonical form, JSON objects without duplicate members (RFC 7515 section 4), nothing after the object, at most four levels deep.
 * The header is not interpreted: no member of it selects an algorithm or a key unless the caller asks for it.
 */
public final class StrictJws {

    private static final int MAX_DEPTH = 4;
    private static final LongAdder VERIFICATIONS = new LongAdder();
    private static final JWSHeader ES256 = new JWSHeader(JWSAlgorithm.ES256);
    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final ObjectNode header;
    private final ObjectNode payload;
    private final byte[] signingInput;
    private final Base64URL signature;

    private StrictJws(ObjectNode header, ObjectNode payload, byte[] signingInput, Base64URL signature) {
        this.header = header;
        this.payload = payload;
        this.signingInput = signingInput;
        this.signature = signature;
    }

    /**
     * @param maxLength in characters
     * @return the parts, or empty if the text is longer or is not a compact JWS of two JSON objects
     */
    public static Optional<StrictJws> parse(String text, int maxLength) {
        if (text.length() > maxLength) {
            return Optional.empty();
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            JsonNode header = READER.readTree(withoutNul(Base64Url.decode(parts[0])));
            JsonNode payload = READER.readTree(withoutNul(Base64Url.decode(parts[1])));
            Base64URL signature = Base64URL.encode(Base64Url.decode(parts[2]));
            byte[] signingInput = (parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII);
            return header instanceof ObjectNode head && payload instanceof ObjectNode body
                    ? Optional.of(new StrictJws(head, body, signingInput, signature))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** No member has a NUL, which PostgreSQL cannot store. The escape is looked for, because JSON does not permit the character. */
    private static byte[] withoutNul(byte[] json) {
        if (new String(json, StandardCharsets.ISO_8859_1).contains("\\u0000")) {
            throw new IllegalArgumentException("a text contains a NUL");
        }
        return json;
    }

    /** The header, as it was sent. */
    public ObjectNode header() {
        return header;
    }

    /** The payload, as it was sent. */
    public ObjectNode payload() {
        return payload;
    }

    /** A text member of the header; the empty string if it is absent or of another type. */
    public String headerText(String member) {
        return text(header, member);
    }

    /** A text member of the payload; the empty string if it is absent or of another type. */
    public String text(String member) {
        return text(payload, member);
    }

    /** The names of an object's members; empty for any other value. */
    public static Set<String> memberNames(JsonNode object) {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /**
     * The header's member {@code jwk} (RFC 7515 section 4.1.3), as the sender chose it.
     *
     * @return the key, or empty if it is not a public key on P-256
     */
    public Optional<ECKey> embeddedKey() {
        try {
            ECKey key = ECKey.parse(header.path("jwk").toString());
            return !key.isPrivate() && Curve.P_256.equals(key.getCurve()) ? Optional.of(key) : Optional.empty();
        } catch (ParseException | RuntimeException notAKey) {
            // The library's parser fails with a NullPointerException for null, and with others for other values.
            return Optional.empty();
        }
    }

    /**
     * Whether the signature is ES256 (RFC 7518 section 3.4) by this key, whatever algorithm the header states. DER and values of r or
     * s outside 1 to n-1 are refused.
     *
     * @param key on P-256
     */
    public boolean isSignedBy(ECPublicKey key) {
        VERIFICATIONS.increment();
        try {
            return new ECDSAVerifier(key).verify(ES256, signingInput, signature);
        } catch (JOSEException e) {
            throw new IllegalStateException("ES256 is not available for this key", e);
        }
    }

    /** How many signatures this process has verified here, of phones, pages and programs, genuine or not. */
    static long verifications() {
        return VERIFICATIONS.sum();
    }

    private static String text(ObjectNode object, String member) {
        String text = object.path(member).textValue();
        return text == null ? "" : text;
    }
}
