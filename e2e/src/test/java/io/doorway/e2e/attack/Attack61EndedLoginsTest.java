package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.protocol.encoding.Crockford32;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each case is a call of another enrolled phone for a login in some state, compared with the same call for no login. */
@Attack(
        row = 61,
        name =
                "Asking about ended logins: an enrolled stranger learns the state of a login, or raises a risk signal for it",
        control =
                "The frame's MAC and the claim are checked in every state, before anything is said about the challenge",
        where = "libs/protocol `Challenge`, `QrFrames`; approval-service `ScanChallenge`, `ChallengeOwnership`")
class Attack61EndedLoginsTest {

    private static final List<String> STATES = List.of(
            "created",
            "scanned",
            "approved",
            "consumed",
            "rejected",
            "rejected after the approval",
            "cancelled",
            "cancelled after the scan",
            "cancelled after the approval");

    private static final int MAC_OFFSET = 21;
    private static final int FRAME_BYTES = 37;

    private static HeadlessPhone stranger;

    @BeforeAll
    static void enrolStranger() {
        stranger = TestPlatform.person("Stranger").headlessPhone();
    }

    @ParameterizedTest
    @MethodSource
    void aStrangerLearnsNothing(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aStrangerLearnsNothing() {
        return STATES.stream().flatMap(state -> {
            Victim victim = Victim.at(state);
            String before = victim.state();
            return calls(victim).entrySet().stream()
                    .map(call -> AttackCase.asserting(
                                    call.getKey(),
                                    () -> assertThat(call.getValue().apply(victim.challenge()))
                                            .isEqualTo(call.getValue().apply(TestPlatform.UNKNOWN_ID)))
                            .leavingUnchanged(victim::state, before)
                            .named(state));
        });
    }

    private static Map<String, Function<String, ObservedResponse>> calls(Victim victim) {
        Map<String, Function<String, ObservedResponse>> calls = new LinkedHashMap<>();
        String transcript = victim.scanned().transcript();
        calls.put("approve", id -> ProtocolCalls.approve(stranger, id, "{}"));
        calls.put("approve with the signed transcript", id -> ProtocolCalls.approve(stranger, id, transcript));
        calls.put("reject", id -> ProtocolCalls.reject(stranger, id, "{}"));
        calls.put("reject with the signed transcript", id -> ProtocolCalls.reject(stranger, id, transcript));
        IntStream.range(MAC_OFFSET, FRAME_BYTES)
                .forEach(i -> calls.put(
                        "scan a frame with byte " + i + " changed",
                        id -> ProtocolCalls.scan(stranger, changed(victim.frame(), i, id))));
        if (!transcript.isEmpty()) {
            calls.put(
                    "scan the frame that was scanned",
                    id -> ProtocolCalls.scan(stranger, ofChallenge(victim.frame(), id)));
        }
        return calls;
    }

    /** A frame with a MAC that does not verify is no scan by a second device. */
    @Test
    void aForgedFrameRaisesNoSignal() {
        Victim victim = Victim.at("scanned");

        ProtocolCalls.scan(stranger, changed(victim.frame(), MAC_OFFSET, victim.challenge()));

        assertThat(victim.phone().approve(victim.scanned()).text("state")).isEqualTo("approved");
    }

    @Test
    void theOwnPhoneLearnsTheState() {
        Victim victim = Victim.at("cancelled after the scan");

        assertThat(ProtocolCalls.approve(
                                victim.phone(),
                                victim.challenge(),
                                victim.scanned().transcript())
                        .summary())
                .isEqualTo("409 challenge-closed");
    }

    private static String changed(String frame, int index, String challenge) {
        byte[] bytes = bytes(frame, challenge);
        bytes[index] ^= 1;
        return encoded(bytes);
    }

    private static String ofChallenge(String frame, String challenge) {
        return encoded(bytes(frame, challenge));
    }

    private static byte[] bytes(String frame, String challenge) {
        byte[] bytes = Crockford32.decode(frame);
        byte[] id = Base64.getUrlDecoder().decode(challenge);
        System.arraycopy(id, 0, bytes, 1, id.length);
        return bytes;
    }

    private static String encoded(byte[] bytes) {
        return Crockford32.encode(bytes);
    }
}
