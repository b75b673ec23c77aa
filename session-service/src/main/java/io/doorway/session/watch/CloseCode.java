package io.doorway.session.watch;

import io.quarkus.websockets.next.CloseReason;

/** Why a socket is closed; docs/waiting-browser.md says what a browser does about it. */
enum CloseCode {
    OVER(1000, "over"),
    RESTARTING(1012, "restarting"),
    UNAVAILABLE(1013, "unavailable"),
    MALFORMED(4400, "malformed"),
    NO_PROOF(4401, "proof"),
    UNKNOWN(4404, "unknown"),
    TOO_MANY(4429, "too many");

    private final CloseReason reason;

    CloseCode(int code, String words) {
        this.reason = new CloseReason(code, words);
    }

    CloseReason reason() {
        return reason;
    }
}
