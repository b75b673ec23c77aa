package io.doorway.approval.enrolment;

import io.doorway.testkit.fuzz.Splice;
import java.util.Optional;

/**
 * What a person typed, or a link holds after its {@code #}, is no enrolment code, or a code of twenty characters that is the same when it
 * is typed as it reads. For the form of inputs see {@link Splice}.
 */
public final class EnrolmentCodeFuzz {

    private static final String GENUINE = "0123456789ABCDEFGHJK";

    private EnrolmentCodeFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String typed = Splice.into(GENUINE, input);
        Optional<EnrolmentCode> code = EnrolmentCode.parse(typed);
        if (code.isEmpty()) {
            if (typed.equals(GENUINE)) {
                throw new IllegalStateException("the genuine code was refused");
            }
            return;
        }
        String text = code.get().text().open();
        boolean same = EnrolmentCode.parse(text)
                .filter(again -> again.text().open().equals(text))
                .isPresent();
        if (!same || !text.matches("[0-9A-HJKMNP-TV-Z]{20}")) {
            throw new IllegalStateException("taken for a code: " + typed);
        }
    }
}
