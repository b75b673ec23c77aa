package io.doorway.approval.account.administration;

import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.StorableText;
import io.doorway.web.problem.Problem;
import io.doorway.web.problem.ProblemException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the bodies of operators' calls have to contain. A call that does not is refused with the name of the member. */
final class RequestRules {

    private static final Pattern NAME = Pattern.compile("(?=.*\\S)[^\\p{Cc}]{1,100}");
    private static final Pattern ANSWER = Pattern.compile("[\\p{L}\\p{N}](?:[ -]?[\\p{L}\\p{M}\\p{N}]){3,59}");

    private RequestRules() {}

    /** The body, which must not be empty or {@code null}. */
    static <T> T body(@Nullable T body) {
        return Optional.ofNullable(body).orElseThrow(() -> invalid("The body is empty."));
    }

    static AccountId account(@Nullable String account) {
        return Optional.ofNullable(account)
                .flatMap(AccountId::parse)
                .orElseThrow(() -> invalid("account: has 1 to 200 letters, digits or . _ @ + -"));
    }

    static Map<String, Object> claims(@Nullable Map<String, Object> claims) {
        Map<String, Object> given =
                Optional.ofNullable(claims).orElseThrow(() -> invalid("claims: is missing; {} has no claims"));
        ClaimRules.error(given).ifPresent(error -> {
            throw invalid(error);
        });
        return given;
    }

    static @Nullable String name(@Nullable String name) {
        if (name != null && !(NAME.matcher(name).matches() && StorableText.isStorable(name))) {
            throw invalid("name: has 1 to 100 characters, none of them a control or text-direction character");
        }
        return name;
    }

    static @Nullable String answer(@Nullable String answer) {
        if (answer != null && !ANSWER.matcher(answer).matches()) {
            throw invalid("answer: has 4 to 60 letters and digits, and spaces or dashes between them");
        }
        return answer;
    }

    private static ProblemException invalid(String detail) {
        return Problem.of(400, "invalid-request", detail).asException();
    }
}
