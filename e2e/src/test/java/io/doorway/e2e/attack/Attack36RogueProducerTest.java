package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.event.Topics;
import io.doorway.testkit.browser.WaitingSocket;
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
                "Redis is the truth and the topic a hint: whatever is written there, nothing is approved, consumed or ended by it. TLS and ACLs"
                        + " of Kafka are the operator's",
        where = "session-service `TransitionFeed`, `CompleteLogin`")
class Attack36RogueProducerTest {

    @ParameterizedTest
    @MethodSource
    void aForgedTransition(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aForgedTransition() {
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
                            return Attempt.of(type, () -> {
                                        Topic.write(Topics.TRANSITIONS, victim.challenge(), forged(type, victim));
                                        return Moves.ask(
                                                victim.login().browser(), "POST", Moves.completion(victim.challenge()));
                                    })
                                    .refused(409, "wrong-state")
                                    .leaving(victim::state, state)
                                    .named(state);
                        }));
    }

    @Test
    void aPageThatWasToldSoStillGetsNothingAndTheHonestLoginGoesOn() throws Exception {
        Victim victim = Victim.at("scanned");
        try (WaitingSocket socket = victim.login().browser().watch(victim.challenge())) {
            socket.awaitFirst(Duration.ofSeconds(10));
            Topic.write(Topics.TRANSITIONS, victim.challenge(), forged("ChallengeApproved", victim));
            assertThat(Moves.ask(victim.login().browser(), "POST", Moves.completion(victim.challenge()))
                            .inWords())
                    .isEqualTo("409 wrong-state");
        }

        victim.phone().approve(victim.scanned());

        assertThat(Tokens.accessToken(victim.login())).isNotEmpty();
    }

    /** Every member that the type could need; readers ignore those that they do not know. */
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
