package io.doorway.protocol.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.protocol.Samples;
import io.doorway.protocol.event.ChallengeEvent;
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

/** Every state and every transition, against this table. */
class StateMachineTest {

    private static final String TABLE = """
                      scan     approve   reject    mistype   consume   cancel     expire
            created   scanned  -         -         -         -         cancelled  expired
            scanned   -        approved  rejected  -         -         cancelled  expired
            approved  -        -         -         approved  consumed  cancelled  expired
            consumed  -        -         -         -         -         -          -
            rejected  -        -         -         -         -         -          -
            cancelled -        -         -         -         -         -          -
            expired   -        -         -         -         -         -          -
            """;

    private static final Map<String, Function<Challenge, Decision<?>>> TRANSITIONS = Map.of(
            "scan", state -> ((Created) state).scan(Samples.scan(), "198.51.100.7"),
            "approve", state -> ((Scanned) state).approve(Samples.approval(), Samples.handover()),
            "reject", state -> ((Scanned) state).reject(RejectReason.NOT_ME, Samples.APPROVED_AT),
            "mistype", state -> ((Approved) state).mistype(Samples.CONSUMED_AT),
            "consume", state -> ((Approved) state).consume(Samples.consumption()),
            "cancel", state -> ((Open) state).cancel(Canceller.RENEWAL, Samples.APPROVED_AT),
            "expire", state -> ((Open) state).expire(Samples.APPROVED_AT));

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
    void theTableIsTheCode(StateName from, String transition, String to) {
        Challenge before = Samples.in(from);

        Optional<Method> method = transitionsOf(before.getClass())
                .filter(candidate -> candidate.getName().equals(transition))
                .findFirst();

        assertThat(method.map(StateMachineTest::target).orElse("-")).isEqualTo(to);
        if (method.isPresent()) {
            Decision<?> decision = TRANSITIONS.get(transition).apply(before);
            assertFollows(before, decision, state(to));
        }
    }

    @ParameterizedTest
    @EnumSource(StateName.class)
    void noStateHasATransitionBesideTheTable(StateName state) {
        assertThat(transitionsOf(Samples.in(state).getClass()).map(Method::getName))
                .isSubsetOf(TRANSITIONS.keySet());
    }

    @ParameterizedTest
    @EnumSource(StateName.class)
    void aStateIsTerminalIfNothingLeavesIt(StateName state) {
        assertThat(state.terminal())
                .isEqualTo(transitionsOf(Samples.in(state).getClass()).findAny().isEmpty());
        assertThat(state.terminal()).isEqualTo(!(Samples.in(state) instanceof Open));
    }

    @Test
    void theDiagramIsTheTable() throws IOException {
        Path diagram = Path.of("src/main/java/io/doorway/protocol/challenge/challenge.mermaid");
        Pattern edge = Pattern.compile("(\\w+) --> (\\w+): (\\w+)");

        Set<String> drawn = Files.readAllLines(diagram).stream()
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
        String diagram = Files.readString(Path.of("src/main/java/io/doorway/protocol/challenge/challenge.mermaid"));

        assertThat(StateName.values())
                .allSatisfy(state -> assertThat(diagram.contains(state.wireName() + " --> [*]"))
                        .isEqualTo(state.terminal()));
        assertThat(diagram).contains("[*] --> created");
    }

    @Test
    void eachOpenStateHasADeadlineOfItsOwn() {
        Timing timing = new Timing(Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(5));
        Asked asked = Samples.asked();
        Asked timed = new Asked(
                asked.request(),
                asked.relyingParty(),
                asked.action(),
                asked.claims(),
                asked.acr(),
                asked.checkPolicy(),
                asked.browser(),
                asked.route(),
                timing,
                asked.createdAt(),
                null);

        Created created = Created.create(Samples.ID, timed, Samples.frameKey()).next();
        Scanned scanned = created.scan(Samples.scan(), null).next();
        Approved approved = scanned.approve(Samples.approval(), null).next();

        assertThat(created.deadline()).isEqualTo(Samples.CREATED_AT.plusSeconds(20));
        assertThat(scanned.deadline()).isEqualTo(Samples.SCANNED_AT.plusSeconds(30));
        assertThat(approved.deadline()).isEqualTo(Samples.APPROVED_AT.plusSeconds(5));
    }

    @Test
    void aDecisionIsNotMadeWithAnotherTransitionsEvent() {
        Decision<Scanned> scan = Samples.created().scan(Samples.scan(), null);

        assertThatThrownBy(() -> new Decision<>(Samples.created(), scan.event()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertFollows(Challenge before, Decision<?> decision, StateName to) {
        Challenge next = decision.next();
        ChallengeEvent event = decision.event();
        assertThat(next.name()).isEqualTo(to);
        assertThat(next.id()).isEqualTo(before.id());
        assertThat(next.version()).isEqualTo(before.version() + 1);
        assertThat(next.asked()).isEqualTo(before.asked());
        assertThat(event.state()).isEqualTo(to);
        assertThat(event.uid()).isEqualTo(before.id() + ":" + next.version());
        assertThat(event.client()).isEqualTo("bank");
        assertThat(event.traceparent()).isEqualTo(Samples.TRACEPARENT);
        if (next instanceof Open open) {
            Instant at = event.at();
            assertThat(open.deadline()).isAfter(at);
        }
    }

    /** The methods that lead to another state: those that return a decision and are asked of a challenge. */
    private static Stream<Method> transitionsOf(Class<?> state) {
        return Arrays.stream(state.getMethods())
                .filter(method -> method.getReturnType() == Decision.class)
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
