package io.doorway.e2e.attack;

import io.doorway.testkit.browser.BrowserRefusedException;
import io.doorway.testkit.browser.HeadlessBrowser;
import io.doorway.testkit.browser.WaitingSocket;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneMessages;
import java.time.Duration;
import java.util.Map;

/** What phones and browsers can do, as attempts see it: an answer, never an exception. */
final class Moves {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Moves() {}

    static Answer scan(HeadlessPhone phone, String frame) {
        return post(phone, "/approvals/scan", phone.message(PhoneMessages.SCAN, Map.of("frame", frame)));
    }

    static Answer approve(HeadlessPhone phone, String challenge, String transcript) {
        return post(
                phone, approval(challenge), phone.message(PhoneMessages.APPROVAL, Map.of("transcript", transcript)));
    }

    static Answer reject(HeadlessPhone phone, String challenge, String transcript) {
        Map<String, String> own = Map.of("transcript", transcript, "reason", "not_me");
        return post(phone, "/approvals/" + challenge + "/reject", phone.message(PhoneMessages.REJECTION, own));
    }

    static Answer post(HeadlessPhone phone, String path, String message) {
        return Answer.of(phone.line().post(path, message));
    }

    static String approval(String challenge) {
        return "/approvals/" + challenge + "/approve";
    }

    static String completion(String challenge) {
        return "/login/" + challenge + "/complete";
    }

    /** A call with the browser's cookie and a fresh proof by its key. */
    static Answer ask(HeadlessBrowser browser, String method, String path) {
        return Answer.of(browser.prove(method, path, Map.of("Accept", "application/json")));
    }

    /** A WebSocket that says hello with this proof: the close code, or the refusal to open it. */
    static Answer watch(HeadlessBrowser browser, String challenge, String proof) {
        try (WaitingSocket socket = browser.openSocket(
                challenge, io.doorway.e2e.support.Doorway.issuer().toString())) {
            socket.hello(proof);
            return Answer.of(socket.awaitClose(PATIENCE), "");
        } catch (BrowserRefusedException notOpened) {
            return Answer.of(notOpened.answer());
        }
    }
}
