package io.doorway.e2e.support;

import io.doorway.local.Platform;
import io.doorway.local.PlatformOptions;
import io.doorway.testkit.browser.HeadlessBrowser;
import io.doorway.testkit.operator.Operator;
import io.doorway.testkit.phone.HeadlessPhone;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The platform that all tests of this JVM share, as {@code ./doorway up} starts it. */
public final class Doorway {

    private static final AtomicInteger PEOPLE = new AtomicInteger();

    /** Any number of headless browsers and phones share it. */
    public static final HttpClient HTTP = HeadlessBrowser.newClient();

    private Doorway() {}

    private static final class Started {
        static final Platform PLATFORM =
                Platform.start(PlatformOptions.forTests().withClients(Path.of("src/test/resources/clients.yaml")));
    }

    public static Platform platform() {
        return Started.PLATFORM;
    }

    public static URI issuer() {
        return URI.create(platform().issuer());
    }

    public static String bank() {
        return platform().bankUrl();
    }

    public static Operator operator(String role) {
        return new Operator(HTTP, issuer(), platform().operatorToken(role));
    }

    /**
     * Somebody with an account.
     *
     * @param account the account
     * @param name the name that a relying party may learn
     */
    public record Person(String account, String name) {

        /** A new one-time link to enrol a phone. */
        public String enrolmentLink() {
            return operator("enrolment").enrolmentLink(account);
        }

        /** A phone without a screen, enrolled. */
        public HeadlessPhone headlessPhone() {
            return HeadlessPhone.enrol(enrolmentLink(), "test phone");
        }
    }

    /** A new account. */
    public static Person person(String givenName) {
        String account = givenName.toLowerCase(Locale.ROOT) + "-" + PEOPLE.incrementAndGet();
        operator("enrolment").account(account, Map.of("name", givenName + " Lovelace", "given_name", givenName));
        return new Person(account, givenName + " Lovelace");
    }
}
