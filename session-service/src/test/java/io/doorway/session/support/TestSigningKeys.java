package io.doorway.session.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The private keys of a provider: one for each algorithm. They are generated once, because RSA keys take time. */
public final class TestSigningKeys {
    private static final int RSA_BITS = 2048;

    /** A set with a key for ES256, RS256 and PS256. */
    public static final JWKSet KEYS = generate();

    private TestSigningKeys() {}

    /** Writes the keys to a file of the directory. */
    public static Path file(Path directory) {
        try {
            return Files.writeString(directory.resolve("signing-keys.json"), KEYS.toString(false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JWKSet generate() {
        try {
            return new JWKSet(List.of(
                    new ECKeyGenerator(Curve.P_256).generate(),
                    new RSAKeyGenerator(RSA_BITS).generate(),
                    new RSAKeyGenerator(RSA_BITS).algorithm(JWSAlgorithm.PS256).generate()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
