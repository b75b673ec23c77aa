package io.doorway.e2e.attack;

import io.doorway.clients.browser.BrowserResponse.BrowserRefusedException;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginEventSocket;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.TestPlatform;
import java.time.Duration;
import java.util.Map;

/** The calls of phones and browsers. A refusal is a response, not an exception. */
final class ProtocolCalls {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(15);

    private ProtocolCalls() {}

    static ObservedResponse scan(HeadlessPhone phone, String frame) {
        return scan(phone, PhoneMessages.scanned(frame));
    }

    static ObservedResponse scan(HeadlessPhone phone, Map<String, ?> members) {
        return post(phone, "/approvals/scan", phone.signedMessage(PhoneMessages.SCAN, members));
    }

    static ObservedResponse approve(HeadlessPhone phone, String challenge, String transcript) {
        return post(
                phone,
                approvePath(challenge),
                phone.signedMessage(PhoneMessages.APPROVAL, Map.of("transcript", transcript)));
    }

    static ObservedResponse reject(HeadlessPhone phone, String challenge, String transcript) {
        Map<String, String> members = Map.of("transcript", transcript, "reason", "not_me");
        return post(phone, rejectPath(challenge), phone.signedMessage(PhoneMessages.REJECTION, members));
    }

    /** Enrols a new key, over the connection of any phone. */
    static ObservedResponse enrol(HeadlessPhone phone, String enrolmentCode) {
        Map<String, Object> claims = PhoneMessages.claims(
                TestPlatform.issuer().toString(), Map.of("enrolment_code", enrolmentCode, "name", "attacker's phone"));
        return post(phone, "/devices", PhoneMessages.signEnrolment(PhoneMessages.newKey(), claims));
    }

    static ObservedResponse post(HeadlessPhone phone, String path, String message) {
        return ObservedResponse.of(phone.api().post(path, message));
    }

    static String approvePath(String challenge) {
        return "/approvals/" + challenge + "/approve";
    }

    static String rejectPath(String challenge) {
        return "/approvals/" + challenge + "/reject";
    }

    static String completePath(String challenge) {
        return HeadlessBrowser.completionPath(challenge);
    }

    /** A call with the browser's cookie and a new proof by its key. */
    static ObservedResponse browserCall(HeadlessBrowser browser, String method, String path) {
        return ObservedResponse.of(browser.sendWithProof(method, path, Map.of("Accept", "application/json")));
    }

    /** Opens a WebSocket and sends a hello with this proof; the status is the close code, or that of the refused upgrade. */
    static ObservedResponse openSocketWithProof(HeadlessBrowser browser, String challenge, String proof) {
        try (LoginEventSocket socket =
                browser.openSocket(challenge, TestPlatform.issuer().toString())) {
            socket.sendHello(proof);
            return ObservedResponse.of(socket.awaitClose(CLOSE_TIMEOUT), "");
        } catch (BrowserRefusedException refused) {
            return ObservedResponse.of(refused.response());
        }
    }

    /** Opens a WebSocket and sends a hello with this token; the status is the close code, or that of the refused upgrade. */
    static ObservedResponse openSocketWithToken(HeadlessBrowser browser, String challenge, String token) {
        try (LoginEventSocket socket =
                browser.openSocket(challenge, TestPlatform.issuer().toString())) {
            socket.sendToken(token);
            return ObservedResponse.of(socket.awaitClose(CLOSE_TIMEOUT), "");
        } catch (BrowserRefusedException refused) {
            return ObservedResponse.of(refused.response());
        }
    }

    static ObservedResponse userInfo(String accessToken) {
        return ObservedResponse.of(IssuerHttp.userInfo(accessToken));
    }
}
