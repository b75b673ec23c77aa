package io.doorway.session.provider.oauth;

import com.nimbusds.oauth2.sdk.ParseException;

/**
 * Parses untrusted input with the OAuth SDK. Some of its parsers throw a {@link NullPointerException} or another unchecked exception for
 * malformed input, such as a JWT whose header is {@code null}: here every failure is a {@link ParseException}.
 */
public final class SdkParser {

    private SdkParser() {}

    /** A parser of the SDK with its input. */
    @FunctionalInterface
    public interface Parse<T> {
        T parse() throws ParseException;
    }

    public static <T> T parse(Parse<T> input) throws ParseException {
        try {
            return input.parse();
        } catch (RuntimeException malformed) {
            throw new ParseException("malformed", malformed);
        }
    }
}
