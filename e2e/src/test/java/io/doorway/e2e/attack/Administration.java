package io.doorway.e2e.attack;

import static io.doorway.e2e.attack.OperatorCall.bearer;
import static io.doorway.e2e.attack.OperatorCall.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.operator.OperatorTokens;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.TestPlatform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/** An operator of the attacker's, with an account of its own. */
final class Administration {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    final String operator = "mallory-" + UUID.randomUUID();
    final String token = UUID.randomUUID().toString();
    private final String account = "account-" + UUID.randomUUID();
    private String invitation = "";
    private String device = "";

    void prepare(String change) {
        if (change.equals("AccountCreated")) {
            return;
        }
        create();
        switch (change) {
            case "AccountResumed" -> post("/suspend");
            case "InvitationRevoked" ->
                invitation =
                        IssuerHttp.member(send("POST", "/admin/enrolments", "{\"account\":\"" + account + "\"}"), "id");
            case "DeviceRevoked" ->
                device = HeadlessPhone.enrol(TestPlatform.operator("enrolment").createEnrolmentLink(account), "phone")
                        .identity()
                        .credentialId();
            default -> {}
        }
    }

    void create() {
        put("{\"email\":\"ada@example.org\"}");
    }

    void replaceClaims() {
        put("{\"email\":\"mallory@example.org\"}");
    }

    void post(String action) {
        send("POST", "/admin/accounts/" + account + action, "").requireSuccess();
    }

    void revokeInvitation() {
        send("DELETE", "/admin/enrolments/" + invitation, "").requireSuccess();
    }

    void revokeDevice() {
        send("DELETE", "/admin/accounts/" + account + "/devices/" + device, "").requireSuccess();
    }

    private void put(String claims) {
        send("POST", "/admin/accounts", "{\"account\":\"" + account + "\",\"claims\":" + claims + "}")
                .requireSuccess();
    }

    private BrowserResponse send(String method, String path, String body) {
        Map<String, Object> claims = tokens().claims("enrolment");
        claims.put("sub", operator);
        claims.put("jti", token);
        return new OperatorCall("enrolment", method, path, body)
                .with(bearer(tokens().sign(OperatorTokens.TYPE, claims)));
    }

    /** The recorded events of a type, after a later change of the same account was recorded. */
    List<JsonNode> awaitEvents(String type) {
        String later = type.equals("AccountSuspended") ? "AccountResumed" : "AccountSuspended";
        post(type.equals("AccountSuspended") ? "/resume" : "/suspend");
        Awaitility.await()
                .atMost(TIMEOUT)
                .until(() -> !events(later).isEmpty() && !events(type).isEmpty());
        return events(type);
    }

    private List<JsonNode> events(String type) {
        JsonNode events = TestPlatform.operator("security")
                .get("/audit/events?limit=200&type=" + type + "&account=" + account)
                .get("events");
        return StreamSupport.stream(events.spliterator(), false).toList();
    }
}
