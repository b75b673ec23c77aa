package io.doorway.e2e.layers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whether a request comes from the browser of its login is decided in {@code io.doorway.login.browser} alone. */
class BrowserBindingTest {

    /** What a challenge or a login ticket is bound to. */
    private static final Set<String> BINDING = Set.of("cookieHash", "keyThumbprint");

    private static final Set<String> BOUND =
            Set.of("io.doorway.protocol.vocabulary.Browser", "io.doorway.login.ticket.LoginTicket");

    /** They write the binding, sign or publish it, or look for a known browser by it. */
    private static final Set<String> READERS_OF_THE_BINDING = Set.of(
            "Browser",
            "LoginTicket",
            "PushedRequestClaims",
            "IssueChallenge",
            "LoginSessions",
            "Transcript",
            "QrFrames",
            "TransitionEvents",
            "ScanChallenge",
            "ActivityEntry",
            "RememberBrowser");

    @Test
    void onlyAuthenticateBrowserComparesTheBindingOfABrowser() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.doorway.login.browser")
                .and(DescribedPredicate.describe(
                        "neither write, publish nor look up the binding",
                        type -> !READERS_OF_THE_BINDING.contains(type.getSimpleName())))
                .should()
                .accessTargetWhere(DescribedPredicate.describe(
                        "the target is the cookie hash or the key thumbprint of a challenge or ticket",
                        access -> BINDING.contains(access.getTarget().getName())
                                && BOUND.contains(access.getTargetOwner().getFullName())))
                .because("whether a request comes from the right browser is decided in one place")
                .check(LayersTest.CODE);
    }
}
