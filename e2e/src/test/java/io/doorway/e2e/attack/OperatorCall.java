package io.doorway.e2e.attack;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.operator.OperatorTokens;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.TestPlatform;
import java.util.HashMap;
import java.util.Map;

/** A call of an operator, and the role that it requires. */
record OperatorCall(String role, String method, String path, String body) {

    static OperatorCall administration(String method, String path, String body) {
        return new OperatorCall("enrolment", method, path, body);
    }

    BrowserResponse with(String authorization) {
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
        if (!authorization.isEmpty()) {
            headers.put("Authorization", authorization);
        }
        return IssuerHttp.send(method, path, headers, body);
    }

    /** Issues the tokens of the platform's operator. */
    static OperatorTokens tokens() {
        return TestPlatform.platform().descriptor().operatorTokens();
    }

    static String bearer(String token) {
        return "Bearer " + token;
    }
}
