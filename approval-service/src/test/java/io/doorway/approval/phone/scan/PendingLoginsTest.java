package io.doorway.approval.phone.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.challenge.LoginRequest;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.vocabulary.FrameSource;
import io.doorway.testkit.login.SampleLogin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which of several pending logins remains. */
class PendingLoginsTest {

    @Test
    void ofScansTheLatestRemains() {
        assertRemains(camera("a", 3), camera("a", 1), camera("b", 2));
    }

    @Test
    void aScanReplacesALinkHoweverLateTheLinkIs() {
        assertRemains(camera("a", 1), link("b", 2));
        assertRemains(camera("a", 2), link("b", 1));
        assertRemains(camera("a", 1), link("a", 2));
    }

    @Test
    void ofLinksOfDifferentBrowsersTheEarliestRemains() {
        assertRemains(link("a", 1), link("b", 2), link("c", 3));
    }

    @Test
    void ofLinksOfOneBrowserTheLatestRemains() {
        assertRemains(link("a", 3), link("a", 1), link("a", 2));
    }

    @Test
    void anEnteredCodeReplacesNoMoreThanALink() {
        assertRemains(camera("a", 1), code("b", 2));
        assertRemains(link("a", 1), code("b", 2));
        assertRemains(code("a", 1), link("b", 2), code("c", 3));
        assertRemains(code("a", 2), code("a", 1));
        assertThat(PendingLogins.holdsBack(code("b", 1), request("a"))).isTrue();
    }

    @Test
    void aSingleLoginRemains() {
        assertRemains(link("a", 1));
        assertRemains(camera("a", 1));
        assertThat(PendingLogins.replaced(List.of())).isEmpty();
    }

    @Test
    void ofTwoScansAtTheSameTimeExactlyOneRemains() {
        for (FrameSource source : FrameSource.values()) {
            List<Scanned> same = IntStream.range(0, 5)
                    .mapToObj(i -> login(source, "browser " + i, 1))
                    .toList();

            assertThat(PendingLogins.replaced(same)).as("%s", source).hasSize(4);
        }
    }

    @Test
    void aPendingLoginHoldsBackALinkUnlessItIsALinkOfTheSameBrowser() {
        LoginRequest opened = request("a");

        assertThat(PendingLogins.holdsBack(camera("a", 1), opened)).isTrue();
        assertThat(PendingLogins.holdsBack(camera("b", 1), opened)).isTrue();
        assertThat(PendingLogins.holdsBack(link("b", 1), opened)).isTrue();
        assertThat(PendingLogins.holdsBack(link("a", 1), opened)).isFalse();
    }

    /** The first remains, in whatever order they are stored. */
    private static void assertRemains(Scanned remaining, Scanned... others) {
        List<Scanned> all = new ArrayList<>(List.of(others));
        all.add(remaining);
        for (int turn = 0; turn < all.size(); turn++) {
            Collections.rotate(all, 1);
            assertThat(PendingLogins.replaced(all)).containsExactlyInAnyOrder(others);
        }
    }

    private static Scanned camera(String browser, int second) {
        return login(FrameSource.CAMERA, browser, second);
    }

    private static Scanned link(String browser, int second) {
        return login(FrameSource.LINK, browser, second);
    }

    private static Scanned code(String browser, int second) {
        return login(FrameSource.CODE, browser, second);
    }

    private static Scanned login(FrameSource source, String browser, int second) {
        Instant at = SampleLogin.CREATED_AT.plusSeconds(second);
        Scan sample = SampleLogin.scan(at);
        Scan scan = new Scan(sample.credential(), sample.account(), source, sample.assessment(), at);
        return Created.create(SampleLogin.newId(), request(browser), SampleLogin.frameKey())
                .next()
                .scan(scan, null)
                .next();
    }

    private static LoginRequest request(String browser) {
        return SampleLogin.REQUEST.browserKey(browser).createdAt(SampleLogin.CREATED_AT);
    }
}
