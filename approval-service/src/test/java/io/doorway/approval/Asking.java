package io.doorway.approval;

import io.doorway.protocol.challenge.Acr;
import io.doorway.protocol.challenge.Action;
import io.doorway.protocol.challenge.Asked;
import io.doorway.protocol.challenge.Browser;
import io.doorway.protocol.challenge.CheckPolicy;
import io.doorway.protocol.challenge.RelyingParty;
import io.doorway.protocol.challenge.Route;
import io.doorway.protocol.challenge.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a bank asks, through which browser. A test says what differs from an unsuspicious login. */
record Asking(
        CheckPolicy policy,
        String acr,
        Route route,
        Timing timing,
        String browserKey,
        String browserIp,
        @Nullable String timeZone,
        boolean shared) {

    /** By an RP that never asks for a code, in a browser on the phone's own network. */
    static final Asking USUAL = new Asking(
            CheckPolicy.NEVER, Acr.QR, Route.CROSS_DEVICE, Timing.DEFAULT, "key-thumbprint", "127.0.0.1", null, false);

    Asking policy(CheckPolicy other) {
        return new Asking(other, acr, route, timing, browserKey, browserIp, timeZone, shared);
    }

    Asking acr(String other) {
        return new Asking(policy, other, route, timing, browserKey, browserIp, timeZone, shared);
    }

    Asking onThePhone() {
        return new Asking(policy, acr, Route.SAME_DEVICE, timing, browserKey, browserIp, timeZone, shared);
    }

    Asking decideWithin(Duration other) {
        Timing longer = new Timing(timing.scanWithin(), other, timing.consumeWithin());
        return new Asking(policy, acr, route, longer, browserKey, browserIp, timeZone, shared);
    }

    Asking in(String otherBrowserKey) {
        return new Asking(policy, acr, route, timing, otherBrowserKey, browserIp, timeZone, shared);
    }

    Asking at(String otherIp) {
        return new Asking(policy, acr, route, timing, browserKey, otherIp, timeZone, shared);
    }

    Asking zone(String other) {
        return new Asking(policy, acr, route, timing, browserKey, browserIp, other, shared);
    }

    Asking sharedWithOthers() {
        return new Asking(policy, acr, route, timing, browserKey, browserIp, timeZone, true);
    }

    Asked at(Instant createdAt) {
        return new Asked(
                "request-1",
                new RelyingParty("bank", "Demo Bank", "bank.example.org"),
                new Action("login", "Log in to your accounts"),
                List.of("email", "name", "phone_number"),
                acr,
                policy,
                new Browser("cookie-hash", browserKey, browserIp, null, "Firefox on Linux", timeZone, shared),
                route,
                timing,
                createdAt,
                null);
    }
}
