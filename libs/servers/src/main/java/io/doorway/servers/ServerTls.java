package io.doorway.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * TLS of a server that accepts only clients with a certificate. On one machine the servers and their clients have the same certificate, which
 * is its own authority.
 *
 * @param certificate the certificate as PEM
 * @param key its private key as PEM
 * @param keyStore both as PKCS #12
 * @param password of the key store
 */
public record ServerTls(Path certificate, Path key, Path keyStore, String password) {

    /** The user of Kafka. */
    static final String USER = "doorway";

    /** The context of a client. */
    SSLContext context() {
        try {
            KeyStore store = KeyStore.getInstance(keyStore.toFile(), password.toCharArray());
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password.toCharArray());
            KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
            authorities.load(null, null);
            String alias = store.aliases().nextElement();
            authorities.setCertificateEntry(alias, store.getCertificate(alias));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The settings of a Kafka client: TLS with a certificate, and a password (SASL PLAIN) within it. */
    public Map<String, String> kafkaClient() {
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                login(""),
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificate.toString(),
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                keyStore.toString(),
                "ssl.keystore.password",
                password,
                "ssl.key.password",
                password);
    }

    /** The settings that secure a Kafka node on this machine. */
    Map<String, String> kafkaNode(int port, int controllerPort) {
        return Map.ofEntries(
                Map.entry(
                        "listeners",
                        "SASL_SSL://%1$s:%2$d,%3$s://%1$s:%4$d"
                                .formatted(Ports.LOOPBACK, port, KafkaSettings.CONTROLLER, controllerPort)),
                Map.entry("listener.security.protocol.map", "SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT"),
                Map.entry("inter.broker.listener.name", "SASL_SSL"),
                Map.entry("sasl.enabled.mechanisms", "PLAIN"),
                Map.entry("sasl.mechanism.inter.broker.protocol", "PLAIN"),
                Map.entry(
                        "listener.name.sasl_ssl.plain.sasl.jaas.config",
                        login(" user_%s=\"%s\"".formatted(USER, password))),
                Map.entry("ssl.client.auth", "required"),
                Map.entry("ssl.truststore.type", "PEM"),
                Map.entry("ssl.truststore.location", certificate.toString()),
                Map.entry("ssl.keystore.type", "PKCS12"),
                Map.entry("ssl.keystore.location", keyStore.toString()),
                Map.entry("ssl.keystore.password", password),
                Map.entry("ssl.key.password", password));
    }

    private String login(String accepted) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\"%s;"
                .formatted(USER, password, accepted);
    }
}
