package io.doorway.approval.phone.scan;

import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.challenge.LoginRequest;
import io.doorway.protocol.vocabulary.FrameSource;
import java.util.Comparator;
import java.util.List;

/**
 * Which of an account's pending logins remains. Of two scans, the later one remains. A link or an entered code is not a scan: it replaces
 * nothing except an earlier one of its own browser, with which the person has started again.
 *
 * <p>Two logins are compared without regard to the order in which their requests arrive, so that all instances come to the same result.
 */
final class PendingLogins {
    private static final Comparator<Scanned> BY_TIME = Comparator.comparing(
                    (Scanned scanned) -> scanned.scan().at())
            .thenComparing(scanned -> scanned.id().value());

    private PendingLogins() {}

    /** The logins that another one replaces. */
    static List<Scanned> replaced(List<Scanned> pending) {
        return pending.stream()
                .filter(login -> pending.stream().anyMatch(other -> replaces(other, login)))
                .toList();
    }

    private static boolean replaces(Scanned one, Scanned other) {
        if (isScan(one) != isScan(other)) {
            return isScan(one);
        }
        boolean later = BY_TIME.compare(one, other) > 0;
        boolean earlier = BY_TIME.compare(one, other) < 0;
        return !isScan(one) && !isOfBrowser(other, one.loginRequest()) ? earlier : later;
    }

    /** Whether a link to {@code opened}, or its code, which nobody has claimed yet, has to wait for a decision on {@code pending}. */
    static boolean holdsBack(Scanned pending, LoginRequest opened) {
        return isScan(pending) || !isOfBrowser(pending, opened);
    }

    private static boolean isScan(Scanned scanned) {
        return scanned.scan().frameSource() == FrameSource.CAMERA;
    }

    private static boolean isOfBrowser(Scanned scanned, LoginRequest request) {
        return scanned.loginRequest().browser().isSameAs(request.browser());
    }
}
