package io.doorway.login.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.protocol.vocabulary.StateName;
import io.doorway.web.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The HTTP contract of refusals: {@code refusal-problems.txt} has the answer of every attempt to every reason that it can have. */
class RefusalProblemsTest {

    private static final String CANCELLED_STATE = " of a cancelled challenge";
    private static final String UNTIL = " until ";

    /** One pair of attempt and reason, with the problem's line in the file. */
    record Row(String attempt, RefusalReason reason, String problem) {

        @Nullable
        Instant allowedFrom() {
            int until = attempt.indexOf(UNTIL);
            return until < 0 ? null : Instant.parse(attempt.substring(until + UNTIL.length()));
        }

        Attempt plainAttempt() {
            return Attempt.valueOf(attempt.split(" ", 2)[0]);
        }

        @Nullable
        StateName state() {
            return attempt.endsWith(CANCELLED_STATE) ? StateName.CANCELLED : null;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void everyRefusalHasTheProblemOfTheContract(Row row) {
        Problem problem = RefusalProblems.of(row.plainAttempt(), row.reason(), row.state(), row.allowedFrom());

        String retryAfter = problem.retryAfter() > 0 ? " (retry after %d s)".formatted(problem.retryAfter()) : "";
        assertThat("%d %s%s: %s".formatted(problem.status(), problem.name(), retryAfter, problem.detail()))
                .isEqualTo(row.problem());
    }

    @Test
    void theContractNamesEveryReasonThatIsAnsweredWithAProblemOfItsOwn() {
        Set<RefusalReason> answeredOtherwise = EnumSet.of(
                RefusalReason.REPLAYED,
                RefusalReason.WRONG_ORIGIN,
                RefusalReason.WRONG_CODE,
                RefusalReason.CLIENT_NOT_AUTHENTICATED,
                RefusalReason.INVALID_REQUEST,
                RefusalReason.TOKEN_REQUIRED,
                RefusalReason.WRONG_TOKEN,
                RefusalReason.WRONG_ROLE);

        assertThat(rows().map(Row::reason).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.copyOf(answeredOtherwise)));
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTHORIZE", "PUSH", "REDEEM", "READ_CLAIMS", "ADMINISTER", "READ_AUDIT"})
    void callsWithErrorsOfTheirOwnHaveNoProblem(Attempt attempt) {
        assertThatThrownBy(() -> RefusalProblems.of(attempt, RefusalReason.EXPIRED))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<Row> rows() {
        List<Row> rows = new ArrayList<>();
        String problem = "";
        for (String line :
                contract().lines().filter(text -> !text.startsWith("#")).toList()) {
            if (!line.startsWith(" ")) {
                problem = line;
                continue;
            }
            int colon = line.lastIndexOf(": ");
            for (String attempt : line.substring(0, colon).strip().split(", ")) {
                for (String reason : line.substring(colon + 2).split(", ")) {
                    rows.add(new Row(attempt, RefusalReason.valueOf(reason), problem));
                }
            }
        }
        return rows.stream();
    }

    private static String contract() {
        try (InputStream in = RefusalProblemsTest.class.getResourceAsStream("refusal-problems.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
