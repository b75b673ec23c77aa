package io.doorway.bench;

import static java.util.Objects.requireNonNull;

import io.doorway.local.Platform.Parts;
import io.doorway.local.RunningPlatform;
import io.doorway.protocol.signature.NativeEs256;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What single operations cost on this machine at this time, in microseconds, one after the other: CPU time of a signature, and the time
 * until a message is answered. The same machine differs between days by more than two versions of Doorway do: a cost per login is
 * compared as a multiple of these.
 */
final class UnitCosts {

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final int SIGNATURES = 2_000;
    private static final int MESSAGES = 1_000;
    private static final byte[] TEXT = new byte[400];
    private static final String TOPIC = "bench";
    private static final String KEY = "doorway-bench";

    /** A script that reads, writes and expires a key, as a transition does. */
    private static final String SCRIPT =
            "redis.call('get',KEYS[1]);redis.call('set',KEYS[1],ARGV[1],'px',1000);return'ok'";

    private UnitCosts() {}

    /** By name. A native library that does not load has no cost. */
    static Map<String, Double> measure(RunningPlatform platform) {
        Map<String, Double> micros = new LinkedHashMap<>();
        try {
            es256(micros, "JDK", Security.getProvider("SunEC"));
            es256(micros, "native", NativeEs256.load());
        } catch (GeneralSecurityException e) {
            micros.putIfAbsent("ES256 verify, native", Double.NaN);
        }
        micros.put("Redis script", redisScript(address(platform, Parts.REDIS)));
        micros.put("Kafka record, acks=all", kafkaRecord(address(platform, Parts.KAFKA)));
        return micros;
    }

    private static String address(RunningPlatform platform, String part) {
        return requireNonNull(platform.addresses().get(part), part);
    }

    private static void es256(Map<String, Double> micros, String name, Provider provider)
            throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        for (int round = 0; round < 2; round++) {
            byte[] signature = new byte[0];
            long start = CPU.getCurrentThreadCpuTime();
            for (int i = 0; i < SIGNATURES; i++) {
                Signature signer = Signature.getInstance(NativeEs256.ALGORITHMS.getFirst(), provider);
                signer.initSign(pair.getPrivate());
                signer.update(TEXT);
                signature = signer.sign();
            }
            long signed = CPU.getCurrentThreadCpuTime();
            for (int i = 0; i < SIGNATURES; i++) {
                Signature verifier = Signature.getInstance(NativeEs256.ALGORITHMS.getFirst(), provider);
                verifier.initVerify(pair.getPublic());
                verifier.update(TEXT);
                if (!verifier.verify(signature)) {
                    throw new GeneralSecurityException("a genuine signature is refused by " + provider.getName());
                }
            }
            micros.put("ES256 verify, " + name, (CPU.getCurrentThreadCpuTime() - signed) / 1e3 / SIGNATURES);
            micros.put("ES256 sign, " + name, (signed - start) / 1e3 / SIGNATURES);
        }
    }

    private static double redisScript(String address) {
        int colon = address.lastIndexOf(':');
        try (Socket socket = new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
                BufferedReader replies =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.setTcpNoDelay(true);
            send(socket, "SCRIPT", "LOAD", SCRIPT);
            replies.readLine();
            String hash = requireNonNull(replies.readLine());
            long start = System.nanoTime();
            for (int i = 0; i < MESSAGES; i++) {
                send(socket, "EVALSHA", hash, "1", KEY, "value");
                if (!"$2".equals(replies.readLine()) || !"ok".equals(replies.readLine())) {
                    throw new IOException("Redis refuses the script of the benchmark");
                }
            }
            return micros(start, MESSAGES);
        } catch (IOException e) {
            throw new IllegalStateException("Redis does not answer: " + e.getMessage(), e);
        }
    }

    private static void send(Socket socket, String... words) throws IOException {
        StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            command.append('$')
                    .append(word.length())
                    .append("\r\n")
                    .append(word)
                    .append("\r\n");
        }
        socket.getOutputStream().write(command.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** In a topic of its own, because a record of another writer in one of Doorway's topics is an alarm. */
    private static double kafkaRecord(String address) {
        Map<String, Object> client =
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, address, "acks", "all", "linger.ms", 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
            try (KafkaProducer<String, String> producer =
                    new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
                ProducerRecord<String, String> record = new ProducerRecord<>(TOPIC, "key", "v".repeat(TEXT.length));
                producer.send(record).get();
                long start = System.nanoTime();
                for (int i = 0; i < MESSAGES; i++) {
                    producer.send(record).get();
                }
                return micros(start, MESSAGES);
            } finally {
                admin.deleteTopics(List.of(TOPIC)).all().get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka refuses a record: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static double micros(long startNanos, int operations) {
        return (System.nanoTime() - startNanos) / 1e3 / operations;
    }
}
