package io.doorway.approval.account.enrolment;

import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.secret.SecretText;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * What an invited person has to answer beside the enrolment code: a short word or number that is not in the link, so that a program that
 * opens the link and submits its form enrols nothing. Upper and lower case, spaces and dashes make no difference.
 *
 * @param text the answer as the operator gives it to the person
 */
record EnrolmentAnswer(SecretText text) {
    private static final int RANDOM_BOUND = 1_000_000;

    static EnrolmentAnswer of(String text) {
        return new EnrolmentAnswer(SecretText.of(text));
    }

    /** Six digits. */
    static EnrolmentAnswer random(RandomGenerator random) {
        return of("%06d".formatted(random.nextInt(RANDOM_BOUND)));
    }

    /**
     * What the database stores: the SHA-256 of the code and the answer. An answer is short; without the code, of which the database has
     * a hash only, it cannot be found by trying all answers.
     */
    byte[] hash(EnrolmentCode code) {
        String answer = Normalizer.normalize(text.open(), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s\\p{Pd}]", "");
        return Sha256.of((code.text().open() + "\n" + answer).getBytes(StandardCharsets.UTF_8));
    }
}
