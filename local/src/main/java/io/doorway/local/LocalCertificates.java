package io.doorway.local;

import io.doorway.clients.file.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority for one machine, and the certificates of its servers. The authority is created at the first use and kept, so that
 * a phone trusts it once. It can certify nothing but private addresses and local names (name constraints, RFC 5280 section 4.2.1.10): a copy
 * of its key is useless for any site of the Internet.
 */
final class LocalCertificates {

    private static final Duration AUTHORITY_LIFE = Duration.ofDays(730);

    /** Browsers refuse server certificates of several years; a new one is issued at each start. */
    private static final Duration SERVER_LIFE = Duration.ofDays(90);

    private static final int RSA_BITS = 2048;

    private static final String ALGORITHM = "SHA256withECDSA";
    private static final List<String> PRIVATE_NETWORKS =
            List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "127.0.0.0/8");
    private static final List<String> LOCAL_DOMAINS = List.of("localhost", "local", "lan", "home.arpa", "internal");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path certificateFile;
    private final X509Certificate certificate;
    private final PrivateKey key;
    private final InstantSource clock;

    private LocalCertificates(Path certificateFile, X509Certificate certificate, PrivateKey key, InstantSource clock) {
        this.certificateFile = certificateFile;
        this.certificate = certificate;
        this.key = key;
        this.clock = clock;
    }

    /**
     * A server's certificate with its key, both as PEM.
     *
     * @param chain the certificate, followed by the authority's
     */
    record ServerCertificate(String chain, String key) {}

    /** The authority that is kept in the directory; a new one if there is none, or if its life ends before a server certificate's. */
    static LocalCertificates in(Path directory, InstantSource clock) {
        Path certificateFile = PrivateFiles.directory(directory).resolve("authority.crt");
        Path keyFile = directory.resolve("authority.key");
        try {
            if (Files.exists(certificateFile) && Files.exists(keyFile)) {
                X509Certificate kept = (X509Certificate) new JcaX509CertificateConverter()
                        .getCertificate((X509CertificateHolder) parse(PrivateFiles.read(certificateFile)));
                if (kept.getNotAfter().toInstant().isAfter(clock.instant().plus(SERVER_LIFE))) {
                    PrivateKey key =
                            new JcaPEMKeyConverter().getPrivateKey((PrivateKeyInfo) parse(PrivateFiles.read(keyFile)));
                    return new LocalCertificates(certificateFile, kept, key, clock);
                }
            }
            KeyPair pair = newKeyPair();
            X509Certificate certificate = newAuthority(pair, clock);
            PrivateFiles.write(keyFile, pem(new JcaPKCS8Generator(pair.getPrivate(), null)));
            PrivateFiles.write(certificateFile, pem(certificate));
            return new LocalCertificates(certificateFile, certificate, pair.getPrivate(), clock);
        } catch (IOException | GeneralSecurityException | OperatorCreationException | ClassCastException e) {
            throw new LocalPlatformException(
                    "damaged certificate authority: remove the directory %s".formatted(directory), e);
        }
    }

    /**
     * Makes this program trust an authority, and no other.
     *
     * @param authority the file of its certificate (PEM)
     */
    static void trust(Path authority) {
        try (InputStream pem = Files.newInputStream(authority)) {
            SSLContext.setDefault(
                    trusting(CertificateFactory.getInstance("X.509").generateCertificate(pem)));
        } catch (IOException | GeneralSecurityException e) {
            throw new LocalPlatformException("not readable: " + authority, e);
        }
    }

    /** TLS that trusts this authority, and no other. */
    static SSLContext trusting(Certificate authority) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", authority);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** The file with the authority's certificate (PEM), which browsers and phones have to trust. */
    Path authorityFile() {
        return certificateFile;
    }

    /** The authority's certificate (DER), as phones install it. */
    byte[] authority() {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The SHA-256 fingerprint of the authority's certificate, as operating systems show it. */
    String fingerprint() {
        try {
            return HexFormat.ofDelimiter(":")
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(authority()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the authority may certify this host: an IPv4 address of a private network, or a local name. */
    static boolean covers(String host) {
        return isAddress(host)
                ? PRIVATE_NETWORKS.stream().anyMatch(network -> contains(network, host))
                : LOCAL_DOMAINS.stream().anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain));
    }

    /** Whether the host is an IPv4 address and not a name: no top-level domain is a number (RFC 3696 section 2). */
    private static boolean isAddress(String host) {
        return Character.isDigit(host.charAt(host.length() - 1));
    }

    private static boolean contains(String network, String address) {
        String[] parts = network.split("/");
        int hostBits = Integer.SIZE - Integer.parseInt(parts[1]);
        return bits(parts[0]) >>> hostBits == bits(address) >>> hostBits;
    }

    private static int bits(String address) {
        return Arrays.stream(address.split("\\."))
                .mapToInt(Integer::parseInt)
                .reduce(0, (all, next) -> all << 8 | next);
    }

    /**
     * New certificates for a server of this machine: one with an ECDSA key, and one with an RSA key for clients whose cipher suites of TLS 1.2
     * have no ECDSA, such as those of FAPI 1.0.
     *
     * @param hosts its IPv4 addresses and names
     */
    List<ServerCertificate> issue(String... hosts) {
        try {
            return List.of(issue(newKeyPair(), hosts), issue(newRsaKeyPair(), hosts));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private ServerCertificate issue(KeyPair pair, String... hosts) {
        try {
            X509v3CertificateBuilder builder = builder(
                    new X500Name(certificate.getSubjectX500Principal().getName()),
                    SERVER_LIFE,
                    "O=Doorway",
                    pair.getPublic(),
                    clock);
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            GeneralName[] names = Arrays.stream(hosts)
                    .map(host -> new GeneralName(isAddress(host) ? GeneralName.iPAddress : GeneralName.dNSName, host))
                    .toArray(GeneralName[]::new);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(
                            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            identifiers.createAuthorityKeyIdentifier(certificate))
                    .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            return new ServerCertificate(
                    pem(sign(builder, key)) + pem(certificate), pem(new JcaPKCS8Generator(pair.getPrivate(), null)));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate newAuthority(KeyPair pair, InstantSource clock)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        String name = "CN=Doorway on " + hostName().replaceAll("[^A-Za-z0-9.-]", "-");
        GeneralSubtree[] permitted = Stream.concat(
                        PRIVATE_NETWORKS.stream().map(network -> new GeneralName(GeneralName.iPAddress, network)),
                        LOCAL_DOMAINS.stream().map(domain -> new GeneralName(GeneralName.dNSName, domain)))
                .map(GeneralSubtree::new)
                .toArray(GeneralSubtree[]::new);
        X509v3CertificateBuilder builder = builder(new X500Name(name), AUTHORITY_LIFE, name, pair.getPublic(), clock);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                .addExtension(
                        Extension.subjectKeyIdentifier,
                        false,
                        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()))
                .addExtension(Extension.nameConstraints, true, new NameConstraints(permitted, null));
        return sign(builder, pair.getPrivate());
    }

    /** A container without a network has no name that it could look up. */
    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, Duration life, String subject, PublicKey key, InstantSource clock) {
        Instant now = clock.instant();
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, RANDOM),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(life)),
                new X500Name(subject),
                key);
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(ALGORITHM).build(key)));
    }

    private static KeyPair newKeyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static KeyPair newRsaKeyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(RSA_BITS);
        return generator.generateKeyPair();
    }

    private static Object parse(String pem) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            return parser.readObject();
        }
    }

    private static String pem(Object object) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }
}
