package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.LoginEventSocket;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.protocol.event.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 36,
        name = "Rogue producer: a forged event on the topic of transitions",
        control =
                "Only Redis decides: no event on the topic approves, consumes or ends a login. A record without the MAC of the "
                        + "service that writes it is not read",
        where = "protocol `EventReader`; session-service `TransitionConsumer`, `CompleteLogin`")
class Attack36RogueProducerTest {

    @ParameterizedTest
    @MethodSource
    void aForgedTransition(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aForgedTransition() {
        return Stream.of("created", "scanned")
                .flatMap(state -> List.of(
                                "ChallengeScanned",
                                "ChallengeApproved",
                                "ChallengeConsumed",
                                "ChallengeRejected",
                                "ChallengeCancelled",
                                "ChallengeExpired")
                        .stream()
                        .map(type -> {
                            Victim victim = Victim.at(state);
                            return AttackCase.of(type, () -> {
                                        TestPlatform.topics()
                                                .write(Topics.TRANSITIONS, victim.challenge(), forged(type, victim));
                                        return ProtocolCalls.browserCall(
                                                victim.login().browser(),
                                                "POST",
                                                ProtocolCalls.completePath(victim.challenge()));
                                    })
                                    .refused(409, "wrong-state")
                                    .leavingUnchanged(victim::state, state)
                                    .named(state);
                        }));
    }

    @Test
    void aForgedApprovalEventDoesNotCompleteTheLogin() throws Exception {
        Victim victim = Victim.at("scanned");
        try (LoginEventSocket socket = victim.login().browser().openEventSocket(victim.challenge())) {
            socket.awaitFirstState(Duration.ofSeconds(10));
            TestPlatform.topics().write(Topics.TRANSITIONS, victim.challenge(), forged("ChallengeApproved", victim));
            assertThat(ProtocolCalls.browserCall(
                                    victim.login().browser(), "POST", ProtocolCalls.completePath(victim.challenge()))
                            .summary())
                    .isEqualTo("409 wrong-state");
        }

        victim.phone().approve(victim.scanned());

        assertThat(victim.login().accessToken()).isNotEmpty();
    }

    /** Contains the members of all types, because consumers ignore unknown members. */
    private static String forged(String type, Victim victim) {
        Instant now = Instant.now();
        return """
                {"type":"%s","challenge_id":"%s","version":9,"at":"%s","client":"plain-shop","credential":"%s","account":"%s",
                "transcript_hash":"x","acr":"urn:doorway:acr:qr","amr":["pop"],"risk":[],"check":"none","browser_check":"none",
                "reason":"not_me","by":"browser","canceller":"browser","deadline":"%s","browser_key":"x","browser_agent":"x",
                "shared":false,"from":"scanned","phone_ip":"127.0.0.1"}""".formatted(
                        type,
                        victim.challenge(),
                        now,
                        victim.phone().identity().credentialId(),
                        victim.person().account(),
                        now.plusSeconds(60));
    }
}
