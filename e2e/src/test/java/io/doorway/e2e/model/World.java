package io.doorway.e2e.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.Wire;
import io.doorway.testkit.browser.BrowserAnswer;
import io.doorway.testkit.browser.HeadlessBrowser;
import io.doorway.testkit.browser.WaitingSocket;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneAnswer;
import io.doorway.testkit.phone.PhoneMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The same moves on the running platform, over HTTP, with its real Redis, Kafka and PostgreSQL. */
class World implements AutoCloseable {

    private static final String NOBODYS = "AAAAAAAAAAAAAAAAAAAAAA";

    /** Enrolled once: the logins of one sequence have nothing to do with those of another. */
    private static final class Phones {
        static final List<HeadlessPhone> ALL = List.of(
                Doorway.person("First").headlessPhone(),
                Doorway.person("Second").headlessPhone(),
                Doorway.person("Attacker").headlessPhone());
    }

    /** What one login has come to, and everything that was ever given for it. */
    static final class Login {
        final int owner;
        final Shop.Login page = Shop.PLAIN.begin();
        final WaitingSocket socket = page.browser().watch(page.challenge());
        final String frame = page.frame();
        final Set<String> codes = new TreeSet<>();
        String transcript = "{}";
        /** What the person reads off their phone: where a second phone has scanned, a code is asked for. */
        @Nullable
        String code;

        int tokens;

        Login(int owner) {
            this.owner = owner;
        }
    }

    /** A message that a phone sent and that was accepted. */
    private record Sent(HeadlessPhone phone, String path, String message, Login login) {}

    private static final int SCANS = 3;

    /** What a phone was answered last, for whoever reads of a difference. */
    String told = "";

    final List<Login> logins = new ArrayList<>();
    private final List<Sent> accepted = new ArrayList<>();

    /** Makes the move; whether it succeeded. */
    boolean perform(Step step) {
        return switch (step) {
            case Step.Start start -> logins.add(new Login(start.browser()));
            case Step.Scan scan -> scan(Phones.ALL.get(scan.phone()), logins.get(scan.login()));
            case Step.Decide decide -> decide(Phones.ALL.get(decide.phone()), decide);
            case Step.Cancel cancel ->
                ask(cancel.browser(), logins.get(cancel.login()), "DELETE", "/challenges/%s")
                                .status()
                        == 204;
            case Step.Complete complete -> complete(complete.browser(), logins.get(complete.login()));
            case Step.Redeem redeem -> redeem(redeem.thief(), logins.get(redeem.login()));
            case Step.Replay replay -> send(accepted.get(replay.message()));
        };
    }

    /** What a login's own browser is told. */
    String state(Login login) {
        return login.page.state();
    }

    /** The types of a login's records in the audit, without the refusals and without what the account learned of the browser. */
    List<String> recorded(Login login) {
        List<String> types = new ArrayList<>();
        JsonNode events = Doorway.operator("security")
                .get("/audit/events?limit=200&challenge=" + login.page.challenge())
                .get("events");
        events.forEach(event -> types.add(event.at("/unmapped/doorway/type").asText()));
        types.removeAll(Set.of("AttemptRefused", "BrowserRemembered"));
        return types;
    }

    /** Again where this machine was too slow for a frame's three seconds: that says nothing of the rules. */
    private boolean scan(HeadlessPhone phone, Login login) {
        boolean done = scanOnce(phone, login);
        for (int again = 1; !done && told.contains("stale-frame") && again < SCANS; again++) {
            done = scanOnce(phone, login);
        }
        return done;
    }

    /** With the frame of the moment, or the first one where there is none any more. */
    private boolean scanOnce(HeadlessPhone phone, Login login) {
        BrowserAnswer frames =
                login.page.browser().prove("GET", "/challenges/" + login.page.challenge() + "/frames", Map.of());
        String frame = frames.status() == 200 ? login.page.frame() : login.frame;
        String message = phone.message(PhoneMessages.SCAN, Map.of("frame", frame));
        return send(new Sent(phone, "/approvals/scan", message, login));
    }

    private boolean decide(HeadlessPhone phone, Step.Decide step) {
        Login login = logins.get(step.login());
        String transcript = logins.get(step.transcriptOf()).transcript;
        String path = "/approvals/" + login.page.challenge() + (step.approve() ? "/approve" : "/reject");
        String message = step.approve()
                ? phone.message(PhoneMessages.APPROVAL, Map.of("transcript", transcript))
                : phone.message(PhoneMessages.REJECTION, Map.of("transcript", transcript, "reason", "not_me"));
        return send(new Sent(phone, path, message, login));
    }

    private boolean send(Sent sent) {
        PhoneAnswer answer = sent.phone().line().post(sent.path(), sent.message());
        told = answer.status() + " " + answer.body();
        if (answer.status() != 200) {
            return false;
        }
        if (answer.json().containsKey("transcript")) {
            sent.login().transcript = answer.text("transcript");
        }
        if (answer.code() != null) {
            sent.login().code = answer.code();
        }
        accepted.add(sent);
        return true;
    }

    private boolean complete(int browser, Login login) {
        String typed = login.code == null ? null : "{\"code\":\"" + login.code + "\"}";
        BrowserAnswer answer = impersonated(browser, login)
                .prove("POST", "/login/" + login.page.challenge() + "/complete", Map.of(), typed);
        if (answer.status() == 200) {
            login.codes.add(answer.body().replaceAll(".*code=([^&\"]+).*", "$1"));
        }
        return answer.status() == 200;
    }

    private boolean redeem(boolean thief, Login login) {
        String code = login.codes.stream().findFirst().orElse(login.page.challenge() + "." + "A".repeat(43));
        Map<String, String> request = login.page.redemption(code);
        Shop client = thief ? Shop.OTHER : Shop.PLAIN;
        boolean done = Wire.form("/oauth2/token", client.credentials(), request).status() == 200;
        login.tokens += done ? 1 : 0;
        return done;
    }

    /** Who the browser is to this login is {@link Step}'s to say. */
    private BrowserAnswer ask(int browser, Login login, String method, String path) {
        return impersonated(browser, login).prove(method, path.formatted(login.page.challenge()), Map.of());
    }

    private HeadlessBrowser impersonated(int browser, Login login) {
        HeadlessBrowser own = login.page.browser();
        HeadlessBrowser stranger = new HeadlessBrowser(Doorway.HTTP, Doorway.issuer());
        if (browser == login.owner) {
            return own;
        }
        return switch (browser) {
            case Step.COOKIE_THIEF -> stranger.useBindingCookie(own.bindingCookie());
            case Step.KEY_THIEF -> stranger.use(own.key()).useBindingCookie(NOBODYS);
            default -> stranger.useBindingCookie(NOBODYS);
        };
    }

    @Override
    public void close() {
        logins.forEach(login -> login.socket.close());
    }
}
