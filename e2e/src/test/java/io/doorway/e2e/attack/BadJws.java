package io.doorway.e2e.attack;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a genuine ES256 message becomes under the attacks on JWS that RFC 8725 and Wycheproof list, one at a time.
 *
 * @param header the genuine header, JSON
 * @param payload the genuine payload, JSON
 * @param key whose message it is
 * @param most how many characters a message may have
 */
record BadJws(String header, String payload, ECKey key, int most) {

    private static final PrivateKey RSA = rsa();

    /** Signed by the genuine key, or as the changed algorithm has it: the header is what is wrong. */
    Map<String, String> headers() {
        Map<String, String> bad = new LinkedHashMap<>();
        for (String alg :
                new String[] {"none", "None", "NONE", "nOnE", "", "es256", "ES256K", "ES256 ", "EdDSA", "PS256"}) {
            String changed = alg("\"" + alg + "\"");
            bad.put("alg '" + alg + "', genuinely signed", Jws.es256(key, changed, payload));
            bad.put("alg '" + alg + "', not signed", Jws.of(changed, payload, new byte[0]));
        }
        bad.put("alg null", Jws.es256(key, alg("null"), payload));
        bad.put("alg a list", Jws.es256(key, alg("[\"ES256\"]"), payload));
        bad.put("alg left out", Jws.es256(key, header.replace("\"alg\":\"ES256\",", ""), payload));
        hmacs(bad);
        otherAlgorithms(bad);
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
            "\"key\":" + Jws.publicJson(key)
        }) {
            String more = header.replaceFirst("}$", "," + member.replace("$", "\\$") + "}");
            bad.put("with " + member.substring(0, Math.min(30, member.length())), Jws.es256(key, more, payload));
        }
        return bad;
    }

    private void hmacs(Map<String, String> bad) {
        Map<String, byte[]> secrets = new LinkedHashMap<>();
        secrets.put("the public JWK", Jws.publicJson(key).getBytes(StandardCharsets.UTF_8));
        secrets.put("the public key in DER", der(key));
        secrets.put("its thumbprint", thumbprint(key).getBytes(StandardCharsets.US_ASCII));
        secrets.put("a zero", new byte[32]);
        secrets.forEach((name, secret) -> {
            for (int bits : new int[] {256, 384, 512}) {
                String changed = alg("\"HS" + bits + "\"");
                byte[] mac = Jws.hmac("HmacSHA" + bits, secret, Jws.input(changed, payload));
                bad.put("HS" + bits + " with " + name, Jws.of(changed, payload, mac));
            }
        });
    }

    private void otherAlgorithms(Map<String, String> bad) {
        try {
            String rs256 = alg("\"RS256\"");
            bad.put("RS256", Jws.of(rs256, payload, Jws.signature("SHA256withRSA", RSA, Jws.input(rs256, payload))));
            String es384 = alg("\"ES384\"");
            ECKey p384 = new ECKeyGenerator(Curve.P_384).generate();
            bad.put(
                    "ES384",
                    Jws.of(
                            es384,
                            payload,
                            Jws.signature(
                                    "SHA384withECDSAinP1363Format", Jws.privateKey(p384), Jws.input(es384, payload))));
            String es512 = alg("\"ES512\"");
            ECKey p521 = new ECKeyGenerator(Curve.P_521).generate();
            bad.put(
                    "ES512",
                    Jws.of(
                            es512,
                            payload,
                            Jws.signature(
                                    "SHA512withECDSAinP1363Format", Jws.privateKey(p521), Jws.input(es512, payload))));
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A good header with a signature that is not the key's over this text. */
    Map<String, String> signatures() {
        byte[] good = Jws.es256Signature(key, header, payload);
        BigInteger r = Jws.r(good);
        BigInteger s = Jws.s(good);
        BigInteger zero = BigInteger.ZERO;
        BigInteger one = BigInteger.ONE;
        Map<String, byte[]> bad = new LinkedHashMap<>();
        bad.put("no signature", new byte[0]);
        bad.put("one byte", new byte[1]);
        bad.put("63 bytes", Arrays.copyOf(good, 63));
        bad.put("65 bytes", Arrays.copyOf(good, 65));
        bad.put("the signature twice", twice(good));
        bad.put("r = s = 0 (CVE-2022-21449)", Jws.pair(zero, zero));
        bad.put("r = 0", Jws.pair(zero, s));
        bad.put("s = 0", Jws.pair(r, zero));
        bad.put("r = s = 1", Jws.pair(one, one));
        bad.put("r = n", Jws.pair(Jws.N, s));
        bad.put("s = n", Jws.pair(r, Jws.N));
        bad.put("r = n, s = n", Jws.pair(Jws.N, Jws.N));
        bad.put("r = n - 1, s = n - 1", Jws.pair(Jws.N.subtract(one), Jws.N.subtract(one)));
        bad.put("r and s exchanged", Jws.pair(s, r));
        bad.put("r negated", Jws.pair(Jws.N.subtract(r), s));
        bad.put("r + 1", Jws.pair(r.add(one), s));
        bad.put("s + 1", Jws.pair(r, s.add(one)));
        bad.put("all ones", filled((byte) 0xFF));
        bad.put("DER", Jws.signature("SHA256withECDSA", Jws.privateKey(key), Jws.input(header, payload)));
        bad.put("DER of r = s = 0", new byte[] {0x30, 0x06, 0x02, 0x01, 0x00, 0x02, 0x01, 0x00});
        bad.put(
                "by SHA-512",
                Jws.signature("SHA512withECDSAinP1363Format", Jws.privateKey(key), Jws.input(header, payload)));
        bad.put(
                "by SHA-1",
                Jws.signature("SHA1withECDSAinP1363Format", Jws.privateKey(key), Jws.input(header, payload)));
        bad.put("of another payload", Jws.es256Signature(key, header, payload + " "));
        bad.put("of another header", Jws.es256Signature(key, header + " ", payload));
        bad.put("by another key", Jws.es256Signature(otherKey(), header, payload));
        for (int bit : new int[] {0, 7, 255, 256, 300, 511}) {
            byte[] flipped = good.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            bad.put("bit " + bit + " changed", flipped);
        }
        Map<String, String> messages = new LinkedHashMap<>();
        bad.forEach((name, signature) -> messages.put(name, Jws.of(header, payload, signature)));
        return messages;
    }

    /** Genuinely signed, and not in the one form that there is. */
    Map<String, String> forms() {
        String good = Jws.es256(key, header, payload);
        String[] parts = good.split("\\.");
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("empty", "");
        bad.put("one part", parts[0]);
        bad.put("two parts", parts[0] + "." + parts[1]);
        bad.put("four parts", good + "." + parts[2]);
        bad.put("five parts, as a JWE", good + "." + parts[2] + "." + parts[2]);
        bad.put("padded", parts[0] + "==." + parts[1] + "." + parts[2]);
        bad.put("a character that is not base64url", parts[0] + "." + parts[1] + "+." + parts[2]);
        bad.put("the payload encoded twice", Jws.es256(key, header, parts[1]));
        bad.put(
                "JSON serialization",
                "{\"payload\":\"" + parts[1] + "\",\"protected\":\"" + parts[0] + "\",\"signature\":\"" + parts[2]
                        + "\"}");
        bad.put("a header that is a list", Jws.es256(key, "[" + header + "]", payload));
        bad.put("a payload that is a list", Jws.es256(key, header, "[" + payload + "]"));
        bad.put("a payload that is a text", Jws.es256(key, header, "\"approve\""));
        bad.put("a payload that is null", Jws.es256(key, header, "null"));
        bad.put("an empty payload", Jws.es256(key, header, ""));
        bad.put("something after the payload", Jws.es256(key, header, payload + "{}"));
        bad.put("alg twice", Jws.es256(key, header.replaceFirst("\\{", "{\"alg\":\"none\","), payload));
        bad.put(
                "a deep payload",
                Jws.es256(
                        key, header, payload.replaceFirst("\\{", "{\"x\":" + "[".repeat(500) + "]".repeat(500) + ",")));
        bad.put(
                "too long",
                Jws.es256(key, header, payload.replaceFirst("}$", ",\"x\":\"" + "x".repeat(most * 3 / 4) + "\"}")));
        return bad;
    }

    private String alg(String json) {
        return header.replace("\"alg\":\"ES256\"", "\"alg\":" + json);
    }

    private static byte[] twice(byte[] good) {
        byte[] twice = Arrays.copyOf(good, 2 * good.length);
        System.arraycopy(good, 0, twice, good.length, good.length);
        return twice;
    }

    private static byte[] filled(byte value) {
        byte[] bytes = new byte[64];
        Arrays.fill(bytes, value);
        return bytes;
    }

    private static PrivateKey rsa() {
        try {
            return new RSAKeyGenerator(2048).generate().toPrivateKey();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] der(ECKey key) {
        try {
            return key.toECPublicKey().getEncoded();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String thumbprint(ECKey key) {
        try {
            return key.computeThumbprint().toString();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey otherKey() {
        return io.doorway.testkit.phone.PhoneMessages.newKey();
    }
}
