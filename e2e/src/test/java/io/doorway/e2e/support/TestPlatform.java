package io.doorway.e2e.support;

import com.fasterxml.jackson.databind.JsonNode;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.operator.OperatorClient;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.local.Platform;
import io.doorway.local.Platform.Parts;
import io.doorway.local.PlatformOptions;
import io.doorway.local.ProjectDirectory;
import io.doorway.servers.Ports;
import io.doorway.servers.TopicRecords;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The platform that all tests of this JVM share. It is started as {@code ./doorway up} starts it. */
public final class TestPlatform {

    /** A well-formed id or cookie that Doorway has not issued. */
    public static final String UNKNOWN_ID = "AAAAAAAAAAAAAAAAAAAAAA";

    /** The HTTP client that all headless browsers share. */
    public static final HttpClient HTTP = HeadlessBrowser.newClient();

    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    private TestPlatform() {}

    private static final class Holder {
        static final Platform PLATFORM = Platform.start(options());
    }

    /** Free ports, temporary data, more relying parties, and a bank that requires no confirmation code. */
    private static PlatformOptions options() {
        return PlatformOptions.builder(ProjectDirectory.find(), Ports.free(), Ports.free())
                .clients(Path.of("src/test/resources/clients.yaml"))
                .bankCheck("never")
                .mtlsPort(Ports.free())
                .build();
    }

    public static Platform platform() {
        return Holder.PLATFORM;
    }

    public static URI issuer() {
        return URI.create(platform().issuer());
    }

    /** The address of the demo bank. */
    public static String bank() {
        return platform().bankUrl();
    }

    /** A new browser at Doorway. */
    public static HeadlessBrowser browser() {
        return new HeadlessBrowser(HTTP, issuer());
    }

    /** A new browser at the demo bank. */
    public static HeadlessBrowser bankBrowser() {
        return new HeadlessBrowser(HTTP, URI.create(bank()));
    }

    /** @param role {@code enrolment} or {@code security} */
    public static OperatorClient operator(String role) {
        return new OperatorClient(HTTP, issuer(), platform().operatorToken(role));
    }

    /** The events of a challenge that the audit has recorded, refused attempts included. */
    public static Stream<JsonNode> auditedEvents(String challenge) {
        return auditedEvents(operator("security"), challenge);
    }

    private static Stream<JsonNode> auditedEvents(OperatorClient security, String challenge) {
        JsonNode events =
                security.get("/audit/events?limit=200&challenge=" + challenge).get("events");
        return StreamSupport.stream(events.spliterator(), false);
    }

    /** The types of the events of a challenge that the audit has recorded, without refused attempts. */
    public static Stream<String> auditedTypes(String challenge) {
        return auditedTypes(operator("security"), challenge);
    }

    /** The same, of the audit-service that this operator calls. */
    static Stream<String> auditedTypes(OperatorClient security, String challenge) {
        return auditedEvents(security, challenge)
                .map(event -> event.at("/unmapped/doorway/type").asText())
                .filter(type -> !type.equals("AttemptRefused"));
    }

    /** The topics of the platform's Kafka. */
    public static TopicRecords topics() {
        return new TopicRecords(platform().address(Parts.KAFKA));
    }

    /**
     * A person with an account.
     *
     * @param name the name that a relying party may receive
     */
    public record Person(String account, String name) {

        /** A new one-time link to enrol a phone. */
        public String enrolmentLink() {
            return operator("enrolment").createEnrolmentLink(account);
        }

        /** The code in a new enrolment link. */
        public String enrolmentCode() {
            String link = enrolmentLink();
            return link.substring(link.indexOf('#') + 1);
        }

        /** An enrolled phone without a screen. */
        public HeadlessPhone headlessPhone() {
            return HeadlessPhone.enrol(enrolmentLink(), "test phone");
        }
    }

    /** A person with a new account. */
    public static Person person(String givenName) {
        String account = givenName.toLowerCase(Locale.ROOT) + "-" + ACCOUNTS.incrementAndGet();
        operator("enrolment").putAccount(account, Map.of("name", givenName + " Lovelace", "given_name", givenName));
        return new Person(account, givenName + " Lovelace");
    }
}
