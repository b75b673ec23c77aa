package io.doorway.e2e.model;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginEventSocket;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Performs the steps on the running platform, over HTTP, with real Redis, Kafka and PostgreSQL. */
class PlatformUnderTest implements AutoCloseable {

    /** Enrolled once for all sequences. */
    private static final class Phones {
        static final List<HeadlessPhone> ALL = List.of(
                TestPlatform.person("First").headlessPhone(),
                TestPlatform.person("Second").headlessPhone(),
                TestPlatform.person("Attacker").headlessPhone());
    }

    /** One login, and all codes and tokens that were issued for it. */
    static final class Login {
        final int owner;
        final Shop.Login page = Shop.PLAIN.begin();
        final LoginEventSocket socket = page.browser().openEventSocket(page.challenge());
        final String frame = page.frame();
        final Set<String> codes = new TreeSet<>();
        String transcript = "{}";
        /** The confirmation code, which is required after a second phone has scanned. */
        @Nullable
        String code;

        int tokens;

        Login(int owner) {
            this.owner = owner;
        }
    }

    /** A phone's message. */
    private record SentMessage(HeadlessPhone phone, String path, String message, Login login) {}

    private static final int MAX_SCAN_ATTEMPTS = 3;

    /** The last response to a phone, for the message of a failure. */
    String lastPhoneResponse = "";

    final List<Login> logins = new ArrayList<>();
    private final List<SentMessage> accepted = new ArrayList<>();

    /** Performs the step; returns whether it succeeded. */
    boolean perform(ModelStep step) {
        return switch (step) {
            case ModelStep.Start start -> logins.add(new Login(start.browser()));
            case ModelStep.Scan scan -> scan(Phones.ALL.get(scan.phone()), logins.get(scan.login()));
            case ModelStep.Decide decide -> decide(Phones.ALL.get(decide.phone()), decide);
            case ModelStep.Cancel cancel ->
                call(cancel.browser(), logins.get(cancel.login()), "DELETE", "/challenges/%s")
                                .status()
                        == 204;
            case ModelStep.Complete complete -> complete(complete.browser(), logins.get(complete.login()));
            case ModelStep.Redeem redeem -> redeem(redeem.thief(), logins.get(redeem.login()));
            case ModelStep.Replay replay -> send(accepted.get(replay.message()));
        };
    }

    /** The state as the bound browser observes it. */
    String state(Login login) {
        return login.page.state();
    }

    /** The types of the login's audit records, without refused attempts and known browsers. */
    List<String> auditedTypes(Login login) {
        return TestPlatform.auditedTypes(login.page.challenge())
                .filter(type -> !type.equals("BrowserRemembered"))
                .toList();
    }

    /** Repeats the scan if the machine was too slow for the frame's three seconds, which is not a difference from the model. */
    private boolean scan(HeadlessPhone phone, Login login) {
        boolean done = scanOnce(phone, login);
        for (int attempt = 1;
                !done && lastPhoneResponse.contains("stale-frame") && attempt < MAX_SCAN_ATTEMPTS;
                attempt++) {
            done = scanOnce(phone, login);
        }
        return done;
    }

    /** Scans the current frame, or the first one if the login has no current frame any more. */
    private boolean scanOnce(HeadlessPhone phone, Login login) {
        BrowserResponse frames = login.page
                .browser()
                .sendWithProof("GET", "/challenges/" + login.page.challenge() + "/frames", Map.of());
        String frame = frames.status() == 200 ? login.page.frame() : login.frame;
        String message = phone.signedMessage(PhoneMessages.SCAN, PhoneMessages.scanned(frame));
        return send(new SentMessage(phone, "/approvals/scan", message, login));
    }

    private boolean decide(HeadlessPhone phone, ModelStep.Decide step) {
        Login login = logins.get(step.login());
        String transcript = logins.get(step.transcriptOf()).transcript;
        String path = "/approvals/" + login.page.challenge() + (step.approve() ? "/approve" : "/reject");
        String message = step.approve()
                ? phone.signedMessage(PhoneMessages.APPROVAL, Map.of("transcript", transcript))
                : phone.signedMessage(PhoneMessages.REJECTION, Map.of("transcript", transcript, "reason", "not_me"));
        return send(new SentMessage(phone, path, message, login));
    }

    private boolean send(SentMessage sent) {
        PhoneResponse response = sent.phone().api().post(sent.path(), sent.message());
        lastPhoneResponse = response.status() + " " + response.body();
        if (response.status() != 200) {
            return false;
        }
        if (response.json().containsKey("transcript")) {
            sent.login().transcript = response.text("transcript");
        }
        if (response.code() != null) {
            sent.login().code = response.code();
        }
        accepted.add(sent);
        return true;
    }

    private boolean complete(int browser, Login login) {
        String body = login.code == null ? null : "{\"code\":\"" + login.code + "\"}";
        BrowserResponse response = impersonated(browser, login)
                .sendWithProof("POST", "/login/" + login.page.challenge() + "/complete", Map.of(), body);
        if (response.status() == 200) {
            login.codes.add(IssuerHttp.parameter(URI.create(IssuerHttp.member(response, "redirect_to")), "code"));
        }
        return response.status() == 200;
    }

    private boolean redeem(boolean thief, Login login) {
        String code = login.codes.stream().findFirst().orElse(login.page.challenge() + "." + "A".repeat(43));
        Map<String, String> request = login.page.redemption(code);
        Shop client = thief ? Shop.OTHER : Shop.PLAIN;
        boolean done =
                IssuerHttp.form("/oauth2/token", client.credentials(), request).status() == 200;
        login.tokens += done ? 1 : 0;
        return done;
    }

    private BrowserResponse call(int browser, Login login, String method, String path) {
        return impersonated(browser, login).sendWithProof(method, path.formatted(login.page.challenge()), Map.of());
    }

    /** The browser of this number, with the stolen parts that {@link ModelStep} defines. */
    private HeadlessBrowser impersonated(int browser, Login login) {
        HeadlessBrowser own = login.page.browser();
        HeadlessBrowser other = TestPlatform.browser();
        if (browser == login.owner) {
            return own;
        }
        return switch (browser) {
            case ModelStep.COOKIE_THIEF -> other.useBindingCookie(own.bindingCookie());
            case ModelStep.KEY_THIEF -> other.useKey(own.key()).useBindingCookie(TestPlatform.UNKNOWN_ID);
            default -> other.useBindingCookie(TestPlatform.UNKNOWN_ID);
        };
    }

    @Override
    public void close() {
        logins.forEach(login -> login.socket.close());
    }
}
