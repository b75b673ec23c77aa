package io.doorway.e2e.attack;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.doorway.clients.jws.JwsSigner;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Mutations of a genuine ES256 message. Each applies one of the attacks on JWS that RFC 8725 and Wycheproof list.
 *
 * @param header the genuine header, JSON
 * @param payload the genuine payload, JSON
 * @param key the key that signs the genuine message
 * @param maxLength the maximum number of characters that Doorway accepts
 */
record JwsMutations(String header, String payload, ECKey key, int maxLength) {

    private static final PrivateKey RSA = rsa();

    /** Messages with a wrong header. They are signed with the genuine key, or as the changed algorithm requires. */
    Map<String, String> badHeaders() {
        Map<String, String> bad = new LinkedHashMap<>();
        for (String alg :
                new String[] {"none", "None", "NONE", "nOnE", "", "es256", "ES256K", "ES256 ", "EdDSA", "PS256"}) {
            String changed = alg("\"" + alg + "\"");
            bad.put("alg '" + alg + "', genuinely signed", JwsSigner.es256(key, changed, payload));
            bad.put("alg '" + alg + "', not signed", JwsSigner.withSignature(changed, payload, new byte[0]));
        }
        bad.put("alg null", JwsSigner.es256(key, alg("null"), payload));
        bad.put("alg a list", JwsSigner.es256(key, alg("[\"ES256\"]"), payload));
        bad.put("alg left out", JwsSigner.es256(key, header.replace("\"alg\":\"ES256\",", ""), payload));
        addHmacs(bad);
        addOtherAlgorithms(bad);
        for (String member : new String[] {
            "\"jku\":\"https://evil.example/keys\"",
            "\"x5u\":\"https://evil.example/cert\"",
            "\"x5c\":[\"AAAA\"]",
            "\"x5t\":\"AAAA\"",
            "\"x5t#S256\":\"AAAA\"",
            "\"crit\":[\"b64\"]",
            "\"crit\":[\"exp\"],\"exp\":1",
            "\"crit\":[]",
            "\"b64\":false",
            "\"zip\":\"DEF\"",
            "\"enc\":\"A128GCM\"",
            "\"cty\":\"JWT\"",
            "\"key\":" + RawJws.publicJson(key)
        }) {
            String extended = header.replaceFirst("}$", "," + member.replace("$", "\\$") + "}");
            bad.put(
                    "with " + member.substring(0, Math.min(30, member.length())),
                    JwsSigner.es256(key, extended, payload));
        }
        return bad;
    }

    private void addHmacs(Map<String, String> bad) {
        Map<String, byte[]> secrets = new LinkedHashMap<>();
        secrets.put("the public JWK", RawJws.publicJson(key).getBytes(StandardCharsets.UTF_8));
        secrets.put("the public key in DER", der(key));
        secrets.put("its thumbprint", thumbprint(key).getBytes(StandardCharsets.US_ASCII));
        secrets.put("a zero", new byte[32]);
        secrets.forEach((name, secret) -> {
            for (int bits : new int[] {256, 384, 512}) {
                String changed = alg("\"HS" + bits + "\"");
                byte[] mac = RawJws.hmac("HmacSHA" + bits, secret, JwsSigner.signingInput(changed, payload));
                bad.put("HS" + bits + " with " + name, JwsSigner.withSignature(changed, payload, mac));
            }
        });
    }

    private void addOtherAlgorithms(Map<String, String> bad) {
        try {
            String rs256 = alg("\"RS256\"");
            bad.put(
                    "RS256",
                    JwsSigner.withSignature(
                            rs256,
                            payload,
                            JwsSigner.signature("SHA256withRSA", RSA, JwsSigner.signingInput(rs256, payload))));
            String es384 = alg("\"ES384\"");
            ECKey p384 = new ECKeyGenerator(Curve.P_384).generate();
            bad.put(
                    "ES384",
                    JwsSigner.withSignature(
                            es384,
                            payload,
                            JwsSigner.signature(
                                    "SHA384withECDSAinP1363Format",
                                    RawJws.privateKey(p384),
                                    JwsSigner.signingInput(es384, payload))));
            String es512 = alg("\"ES512\"");
            ECKey p521 = new ECKeyGenerator(Curve.P_521).generate();
            bad.put(
                    "ES512",
                    JwsSigner.withSignature(
                            es512,
                            payload,
                            JwsSigner.signature(
                                    "SHA512withECDSAinP1363Format",
                                    RawJws.privateKey(p521),
                                    JwsSigner.signingInput(es512, payload))));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Messages with the genuine header and an invalid signature. */
    Map<String, String> badSignatures() {
        byte[] good = RawJws.es256Signature(key, header, payload);
        BigInteger r = RawJws.r(good);
        BigInteger s = RawJws.s(good);
        BigInteger zero = BigInteger.ZERO;
        BigInteger one = BigInteger.ONE;
        Map<String, byte[]> bad = new LinkedHashMap<>();
        bad.put("no signature", new byte[0]);
        bad.put("one byte", new byte[1]);
        bad.put("63 bytes", Arrays.copyOf(good, 63));
        bad.put("65 bytes", Arrays.copyOf(good, 65));
        bad.put("the signature repeated", repeated(good));
        bad.put("r = s = 0 (CVE-2022-21449)", RawJws.concatenated(zero, zero));
        bad.put("r = 0", RawJws.concatenated(zero, s));
        bad.put("s = 0", RawJws.concatenated(r, zero));
        bad.put("r = s = 1", RawJws.concatenated(one, one));
        bad.put("r = n", RawJws.concatenated(RawJws.P256_ORDER, s));
        bad.put("s = n", RawJws.concatenated(r, RawJws.P256_ORDER));
        bad.put("r = n, s = n", RawJws.concatenated(RawJws.P256_ORDER, RawJws.P256_ORDER));
        bad.put(
                "r = n - 1, s = n - 1",
                RawJws.concatenated(RawJws.P256_ORDER.subtract(one), RawJws.P256_ORDER.subtract(one)));
        bad.put("r and s exchanged", RawJws.concatenated(s, r));
        bad.put("r negated", RawJws.concatenated(RawJws.P256_ORDER.subtract(r), s));
        bad.put("r + 1", RawJws.concatenated(r.add(one), s));
        bad.put("s + 1", RawJws.concatenated(r, s.add(one)));
        bad.put("all ones", filled((byte) 0xFF));
        bad.put(
                "DER",
                JwsSigner.signature(
                        "SHA256withECDSA", RawJws.privateKey(key), JwsSigner.signingInput(header, payload)));
        bad.put("DER of r = s = 0", new byte[] {0x30, 0x06, 0x02, 0x01, 0x00, 0x02, 0x01, 0x00});
        bad.put(
                "by SHA-512",
                JwsSigner.signature(
                        "SHA512withECDSAinP1363Format",
                        RawJws.privateKey(key),
                        JwsSigner.signingInput(header, payload)));
        bad.put(
                "by SHA-1",
                JwsSigner.signature(
                        "SHA1withECDSAinP1363Format", RawJws.privateKey(key), JwsSigner.signingInput(header, payload)));
        bad.put("of another payload", RawJws.es256Signature(key, header, payload + " "));
        bad.put("of another header", RawJws.es256Signature(key, header + " ", payload));
        bad.put("by another key", RawJws.es256Signature(JwsSigner.newKey(), header, payload));
        for (int bit : new int[] {0, 7, 255, 256, 300, 511}) {
            byte[] flipped = good.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            bad.put("bit " + bit + " changed", flipped);
        }
        Map<String, String> messages = new LinkedHashMap<>();
        bad.forEach((name, signature) -> messages.put(name, JwsSigner.withSignature(header, payload, signature)));
        return messages;
    }

    /** Messages with a valid signature whose serialization is not allowed. */
    Map<String, String> malformedSerializations() {
        String good = JwsSigner.es256(key, header, payload);
        String[] parts = good.split("\\.");
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("empty", "");
        bad.put("one part", parts[0]);
        bad.put("two parts", parts[0] + "." + parts[1]);
        bad.put("four parts", good + "." + parts[2]);
        bad.put("five parts, as a JWE", good + "." + parts[2] + "." + parts[2]);
        bad.put("padded", parts[0] + "==." + parts[1] + "." + parts[2]);
        bad.put("a character that is not base64url", parts[0] + "." + parts[1] + "+." + parts[2]);
        bad.put("the payload encoded repeated", JwsSigner.es256(key, header, parts[1]));
        bad.put(
                "JSON serialization",
                "{\"payload\":\"" + parts[1] + "\",\"protected\":\"" + parts[0] + "\",\"signature\":\"" + parts[2]
                        + "\"}");
        bad.put("a header that is a list", JwsSigner.es256(key, "[" + header + "]", payload));
        bad.put("a payload that is a list", JwsSigner.es256(key, header, "[" + payload + "]"));
        bad.put("a payload that is a text", JwsSigner.es256(key, header, "\"approve\""));
        bad.put("a payload that is null", JwsSigner.es256(key, header, "null"));
        bad.put("an empty payload", JwsSigner.es256(key, header, ""));
        bad.put("trailing content after the payload", JwsSigner.es256(key, header, payload + "{}"));
        bad.put("alg repeated", JwsSigner.es256(key, header.replaceFirst("\\{", "{\"alg\":\"none\","), payload));
        bad.put(
                "a deep payload",
                JwsSigner.es256(
                        key, header, payload.replaceFirst("\\{", "{\"x\":" + "[".repeat(500) + "]".repeat(500) + ",")));
        bad.put(
                "too long",
                JwsSigner.es256(
                        key, header, payload.replaceFirst("}$", ",\"x\":\"" + "x".repeat(maxLength * 3 / 4) + "\"}")));
        return bad;
    }

    private String alg(String json) {
        return header.replace("\"alg\":\"ES256\"", "\"alg\":" + json);
    }

    private static byte[] repeated(byte[] good) {
        byte[] repeated = Arrays.copyOf(good, 2 * good.length);
        System.arraycopy(good, 0, repeated, good.length, good.length);
        return repeated;
    }

    private static byte[] filled(byte value) {
        byte[] bytes = new byte[64];
        Arrays.fill(bytes, value);
        return bytes;
    }

    private static PrivateKey rsa() {
        try {
            return new RSAKeyGenerator(2048).generate().toPrivateKey();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] der(ECKey key) {
        try {
            return key.toECPublicKey().getEncoded();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String thumbprint(ECKey key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
