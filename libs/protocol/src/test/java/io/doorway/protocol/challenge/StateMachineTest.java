package io.doorway.protocol.challenge;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.protocol.challenge.BrowserConfirmation.ConfirmationCode;
import io.doorway.protocol.challenge.BrowserConfirmation.ReturnNonce;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Open;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.Canceller;
import io.doorway.protocol.vocabulary.Check;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.RejectReason;
import io.doorway.protocol.vocabulary.StateName;
import io.doorway.protocol.vocabulary.Timing;
import io.doorway.testkit.login.SampleLogin;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the states, their transitions and the diagrams with one table. */
class StateMachineTest {

    private static final String TABLE = """
                      scan     approve   reject    rejectCode extend    consume   cancel     expire
            created   scanned  -         -         -          -         -         cancelled  expired
            scanned   -        approved  rejected  -          -         -         cancelled  expired
            approved  -        -         rejected  approved   approved  consumed  cancelled  expired
            consumed  -        -         -         -          -         -         -          -
            rejected  -        -         -         -          -         -         -          -
            cancelled -        -         -         -          -         -         -          -
            expired   -        -         -         -          -         -         -          -
            """;

    private static final Path DIAGRAM = Path.of("src/main/java/io/doorway/protocol/challenge/challenge.mermaid");
    private static final Path ARCHITECTURE = Path.of("../../docs/architecture.md");

    private static final Map<String, Function<Challenge, Transition<?>>> TRANSITIONS = Map.of(
            "scan", state -> ((Created) state).scan(SampleLogin.scan(), "198.51.100.7"),
            "approve", state -> ((Scanned) state).approve(SampleLogin.approval(), SampleLogin.confirmation()),
            "reject",
                    state -> state instanceof Approved approved
                            ? approved.reject(RejectReason.NOT_ME, SampleLogin.APPROVED_AT)
                            : ((Scanned) state).reject(RejectReason.NOT_ME, SampleLogin.APPROVED_AT),
            "rejectCode", state -> ((Approved) state).rejectCode(SampleLogin.CONSUMED_AT),
            "extend", state -> ((Approved) state).extend(SampleLogin.CONSUMED_AT),
            "consume", state -> ((Approved) state).consume(SampleLogin.consumption()),
            "cancel", state -> ((Open) state).cancel(Canceller.RENEWAL, SampleLogin.APPROVED_AT),
            "expire", state -> ((Open) state).expire(SampleLogin.APPROVED_AT));

    static Stream<Arguments> table() {
        String[] lines = TABLE.split("\n");
        String[] transitions = lines[0].trim().split("\\s+");
        return Arrays.stream(lines)
                .skip(1)
                .map(line -> line.split("\\s+"))
                .flatMap(cells -> Stream.iterate(0, i -> i < transitions.length, i -> i + 1)
                        .map(i -> Arguments.of(state(cells[0]), transitions[i], cells[i + 1])));
    }

    @ParameterizedTest(name = "{0} --{1}--> {2}")
    @MethodSource("table")
    void eachStateHasExactlyTheTransitionsOfTheTable(StateName from, String transition, String to) {
        Challenge before = SampleLogin.in(from);

        Optional<Method> method = transitionsOf(before.getClass())
                .filter(candidate -> candidate.getName().equals(transition))
                .findFirst();

        assertThat(method.map(StateMachineTest::target).orElse("-")).isEqualTo(to);
        if (method.isPresent()) {
            assertFollows(before, TRANSITIONS.get(transition).apply(before), state(to));
        }
    }

    @ParameterizedTest
    @EnumSource(StateName.class)
    void noStateHasATransitionThatTheTableLacks(StateName state) {
        assertThat(transitionsOf(SampleLogin.in(state).getClass()).map(Method::getName))
                .isSubsetOf(TRANSITIONS.keySet());
    }

    @ParameterizedTest
    @EnumSource(StateName.class)
    void aStateIsTerminalIfItHasNoTransition(StateName state) {
        assertThat(state.terminal())
                .isEqualTo(transitionsOf(SampleLogin.in(state).getClass())
                        .findAny()
                        .isEmpty());
        assertThat(state.terminal()).isEqualTo(!(SampleLogin.in(state) instanceof Open));
    }

    @Test
    void theDiagramHasTheTransitionsOfTheTable() throws IOException {
        Pattern edge = Pattern.compile("(\\w+) --> (\\w+): (\\w+)");

        Set<String> drawn = Files.readAllLines(DIAGRAM).stream()
                .map(String::trim)
                .map(edge::matcher)
                .filter(line -> line.matches())
                .map(line -> line.group(1) + " " + line.group(3) + " " + line.group(2))
                .collect(Collectors.toSet());

        assertThat(drawn)
                .isEqualTo(table().map(Arguments::get)
                        .filter(row -> !row[2].equals("-"))
                        .map(row -> ((StateName) row[0]).wireName() + " " + row[1] + " " + row[2])
                        .collect(Collectors.toSet()));
    }

    @Test
    void theDiagramEndsInTheTerminalStates() throws IOException {
        String diagram = Files.readString(DIAGRAM);

        assertThat(StateName.values())
                .allSatisfy(state -> assertThat(diagram.contains(state.wireName() + " --> [*]"))
                        .isEqualTo(state.terminal()));
        assertThat(diagram).contains("[*] --> created");
    }

    @Test
    void theArchitecturePageHasTheSameDiagram() throws IOException {
        assertThat(Files.readString(ARCHITECTURE)).contains("```mermaid\n" + Files.readString(DIAGRAM) + "```\n");
    }

    @Test
    void eachOpenStateHasItsOwnDeadline() {
        Timing timing = new Timing(Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(5));
        LoginRequest request = SampleLogin.REQUEST.timing(timing).createdAt(SampleLogin.CREATED_AT);

        Created created =
                Created.create(SampleLogin.ID, request, SampleLogin.frameKey()).next();
        Scanned scanned = created.scan(SampleLogin.scan(), null).next();
        Approved approved = scanned.approve(SampleLogin.approval(), null).next();

        assertThat(created.deadline()).isEqualTo(SampleLogin.CREATED_AT.plusSeconds(20));
        assertThat(scanned.deadline()).isEqualTo(SampleLogin.SCANNED_AT.plusSeconds(30));
        assertThat(approved.deadline()).isEqualTo(SampleLogin.APPROVED_AT.plusSeconds(5));
    }

    @Test
    void aRequestWithoutABrowserHasOneDeadline() {
        LoginRequest request = SampleLogin.REQUEST
                .backchannel(SampleLogin.scan().account(), null)
                .createdAt(SampleLogin.CREATED_AT);
        Created created =
                Created.create(SampleLogin.ID, request, SampleLogin.frameKey()).next();

        Scanned opened = created.scan(SampleLogin.scan(), null).next();

        assertThat(created.deadline()).isEqualTo(SampleLogin.CREATED_AT.plus(Duration.ofMinutes(3)));
        assertThat(opened.deadline()).isEqualTo(created.deadline());
    }

    @Test
    void aCodeIsRejectedWhileAnAttemptIsLeft() {
        Approved afterOne =
                SampleLogin.approved().rejectCode(SampleLogin.CONSUMED_AT).next();
        Approved afterTwo = afterOne.rejectCode(SampleLogin.CONSUMED_AT).next();

        assertThat(afterTwo.confirmation())
                .isEqualTo(new ConfirmationCode(SampleLogin.confirmation().secret(), 1));
        assertThat(afterTwo.deadline()).isEqualTo(SampleLogin.approved().deadline());
        assertThatThrownBy(() -> afterTwo.rejectCode(SampleLogin.CONSUMED_AT))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theTimeForTheCodeIsExtendedUntilTenMinutesAfterTheCreationAndWithItsTries() {
        Approved one =
                SampleLogin.approved().rejectCode(SampleLogin.CONSUMED_AT).next();

        Approved extended = one.extend(SampleLogin.CONSUMED_AT).next();

        assertThat(extended.deadline()).isEqualTo(one.deadline().plus(Timing.EXTENSION));
        assertThat(extended.confirmation()).isEqualTo(one.confirmation());
        Instant longest = SampleLogin.CREATED_AT.plus(Timing.MAX_TOTAL);
        Approved last = extended;
        while (last.deadline().isBefore(longest)) {
            last = last.extend(SampleLogin.CONSUMED_AT).next();
        }
        Approved ended = last;
        assertThat(ended.deadline()).isEqualTo(longest);
        assertThatThrownBy(() -> ended.extend(SampleLogin.CONSUMED_AT)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void onlyTheTimeForACodeIsExtended() {
        Approved plain =
                SampleLogin.scanned().approve(SampleLogin.approval(), null).next();
        Approved returning = SampleLogin.scanned()
                .approve(SampleLogin.approval(), new ReturnNonce(SecretText.of("the nonce")))
                .next();

        assertThatThrownBy(() -> plain.extend(SampleLogin.CONSUMED_AT)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> returning.extend(SampleLogin.CONSUMED_AT)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aReturnNonceIsNotRejectedAsACode() {
        Approved approved = SampleLogin.scanned()
                .approve(SampleLogin.approval(), new ReturnNonce(SecretText.of("the nonce")))
                .next();

        assertThat(approved.check()).isEqualTo(Check.RETURN);
        assertThatThrownBy(() -> approved.rejectCode(SampleLogin.CONSUMED_AT))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTransitionWithTheEventOfAnotherIsRejected() {
        Transition<Scanned> scan = SampleLogin.created().scan(SampleLogin.scan(), null);

        assertThatThrownBy(() -> new Transition<>(SampleLogin.created(), scan.event()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertFollows(Challenge before, Transition<?> transition, StateName to) {
        Challenge next = transition.next();
        ChallengeEvent event = transition.event();
        assertThat(next.state()).isEqualTo(to);
        assertThat(next.id()).isEqualTo(before.id());
        assertThat(next.version()).isEqualTo(before.version() + 1);
        assertThat(next.loginRequest()).isEqualTo(before.loginRequest());
        assertThat(next.frameKey()).isEqualTo(before.frameKey());
        if (before.claim() != null) {
            assertThat(requireNonNull(next.claim()).credential())
                    .isEqualTo(before.claim().credential());
        }
        assertThat(event.state()).isEqualTo(to);
        assertThat(event.uid()).isEqualTo(before.id() + ":" + next.version());
        assertThat(event.client()).isEqualTo(new ClientId("bank"));
        assertThat(event.traceparent()).isEqualTo(SampleLogin.TRACEPARENT);
        if (next instanceof Open open) {
            assertThat(open.deadline()).isAfter(event.at());
        }
    }

    /** The transitions of a state: its instance methods that return a {@link Transition}. */
    private static Stream<Method> transitionsOf(Class<?> state) {
        return Arrays.stream(state.getMethods())
                .filter(method -> method.getReturnType() == Transition.class)
                .filter(method -> !Modifier.isStatic(method.getModifiers()));
    }

    private static String target(Method transition) {
        Type next = ((ParameterizedType) transition.getGenericReturnType()).getActualTypeArguments()[0];
        return ((Class<?>) next).getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static StateName state(String wireName) {
        return Arrays.stream(StateName.values())
                .filter(state -> state.wireName().equals(wireName))
                .findFirst()
                .orElseThrow();
    }
}
