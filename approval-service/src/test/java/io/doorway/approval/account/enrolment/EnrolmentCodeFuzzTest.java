package io.doorway.approval.account.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.testkit.fuzz.Fuzzer;
import io.doorway.testkit.fuzz.MessageMutation;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A typed text is not an enrolment code, or it is parsed to a code of twenty characters whose own text is parsed to the same code. For
 * the form of inputs see {@link MessageMutation}.
 */
public class EnrolmentCodeFuzzTest {

    private static final String GENUINE = "0123456789ABCDEFGHJK";

    @Test
    void aParsedCodeIsCanonical() {
        assertThat(Fuzzer.run(EnrolmentCodeFuzzTest.class)).isGreaterThan(1000);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String typed = MessageMutation.apply(GENUINE, input);
        Optional<EnrolmentCode> code = EnrolmentCode.parse(typed);
        if (code.isEmpty()) {
            if (typed.equals(GENUINE)) {
                throw new IllegalStateException("the genuine code was refused");
            }
            return;
        }
        String text = code.get().text().open();
        boolean canonical = EnrolmentCode.parse(text)
                .filter(reparsed -> reparsed.text().open().equals(text))
                .isPresent();
        if (!canonical || !text.matches("[0-9A-HJKMNP-TV-Z]{20}")) {
            throw new IllegalStateException("parsed as a code: " + typed);
        }
    }
}
