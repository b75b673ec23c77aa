package io.doorway.protocol.signature;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JCA provider of ECDSA with SHA-256 by Amazon Corretto Crypto Provider (ACCP), which verifies several times faster than the JDK. It
 * offers these signatures and nothing else: every other algorithm stays with the JDK.
 *
 * <p>The library is native code for Linux and macOS on x86-64 and aarch64, and a build contains the one of its own platform. A key that
 * the library does not accept is taken to the next provider by {@link Signature}.
 */
public final class NativeEs256 extends Provider {

    /** The name of this provider. */
    public static final String NAME = "DoorwayES256";

    /** The algorithms of this provider: signatures in DER, and as r and s in 32 bytes each (IEEE P1363, RFC 7518 section 3.4). */
    public static final List<String> ALGORITHMS = List.of("SHA256withECDSA", "SHA256withECDSAinP1363Format");

    private static final String TYPE = "Signature";
    private static final String DOES_NOT_LOAD = "this build's native library does not load on this machine";

    /** The key, the text and the signature of RFC 7515 appendix A.3. */
    private static final String SAMPLE_KEY =
            "3059301306072a8648ce3d020106082a8648ce3d030107034200047fcdce2770f6c45d4183cbee6fdb4b7b580"
                    + "733357be9ef13bacf6e3c7bd15445c7f144cd1bbd9b7e872cdfedb9eeb9f4b3695d6ea90b24ad8a4623288588e5ad";

    private static final String SAMPLE_TEXT = "eyJhbGciOiJFUzI1NiJ9"
            + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    private static final String SAMPLE_SIGNATURE =
            "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

    private NativeEs256(Provider library) throws NoSuchAlgorithmException {
        super(NAME, library.getVersionStr(), "ES256 by " + library.getInfo());
        for (String algorithm : ALGORITHMS) {
            Service service = library.getService(TYPE, algorithm);
            if (service == null) {
                throw new NoSuchAlgorithmException(DOES_NOT_LOAD);
            }
            putService(new LibraryService(this, service));
        }
    }

    /**
     * Loads the library and verifies a known signature with it.
     *
     * @throws GeneralSecurityException if the library does not load, or fails the test; the message says which
     */
    public static NativeEs256 load() throws GeneralSecurityException {
        try {
            NativeEs256 provider = new NativeEs256(new AmazonCorrettoCryptoProvider());
            provider.test();
            return provider;
        } catch (LinkageError e) {
            throw new GeneralSecurityException(DOES_NOT_LOAD, e);
        }
    }

    /** Makes this the first provider of the process, in place of an earlier one of this name. */
    public void install() {
        remove();
        Security.insertProviderAt(this, 1);
    }

    /** Leaves ES256 to the JDK. */
    public static void remove() {
        Security.removeProvider(NAME);
    }

    private void test() throws GeneralSecurityException {
        byte[] signature = Base64.getUrlDecoder().decode(SAMPLE_SIGNATURE);
        boolean genuine = verifies(signature);
        signature[0] ^= 1;
        if (!genuine || verifies(signature)) {
            throw new GeneralSecurityException("the native library does not verify a known signature");
        }
    }

    private boolean verifies(byte[] signature) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance(ALGORITHMS.getLast(), this);
        verifier.initVerify(sampleKey());
        verifier.update(SAMPLE_TEXT.getBytes(StandardCharsets.US_ASCII));
        return verifier.verify(signature);
    }

    private static PublicKey sampleKey() throws NoSuchAlgorithmException, InvalidKeySpecException {
        return KeyFactory.getInstance("EC")
                .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(SAMPLE_KEY)));
    }

    /** A service of the library under the name of this provider. */
    private static final class LibraryService extends Service {

        private final Service service;

        LibraryService(Provider provider, Service service) {
            super(provider, TYPE, service.getAlgorithm(), service.getClassName(), List.of(), null);
            this.service = service;
        }

        @Override
        public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
            return service.newInstance(parameter);
        }

        @Override
        public boolean supportsParameter(Object key) {
            return key instanceof Key && service.supportsParameter(key);
        }
    }
}
