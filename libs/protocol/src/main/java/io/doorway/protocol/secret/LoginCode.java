package io.doorway.protocol.secret;

import io.doorway.protocol.encoding.Crockford32;
import io.doorway.protocol.encoding.Sha256;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The short code of a challenge on the route {@link io.doorway.protocol.vocabulary.Route#ENTERED_CODE}, which a person reads in the
 * browser and enters in the app: eight characters of Crockford's base 32, 40 random bits. It points to one challenge for two minutes and
 * is not a credential: only an enrolled device may enter it, a few times a minute.
 *
 * @param text the eight characters
 */
public record LoginCode(SecretText text) {

    private static final int LENGTH = 8;

    public static LoginCode random(RandomGenerator random) {
        return new LoginCode(SecretText.of(Crockford32.random(random, LENGTH)));
    }

    /** The code in untrusted text as a person enters it, or empty if the text does not have the form of one. */
    public static Optional<LoginCode> parse(String entered) {
        return Crockford32.parse(entered, LENGTH).map(SecretText::of).map(LoginCode::new);
    }

    /** As the person is shown it: two groups of four. */
    public String display() {
        String code = text.open();
        return code.substring(0, LENGTH / 2) + "-" + code.substring(LENGTH / 2);
    }

    /** The SHA-256 of the code, by which the store finds its challenge. */
    public String hash() {
        return Sha256.text(text.open());
    }
}
