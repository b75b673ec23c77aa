package io.doorway.session.login.complete;

import io.doorway.protocol.challenge.BrowserConfirmation;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.Check;
import io.doorway.web.body.JsonBody;
import io.doorway.web.problem.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The confirmation that a browser sends to complete a login, in addition to its cookie and its key.
 *
 * @param check {@link Check#TYPED_CODE}, {@link Check#RETURN}, or {@link Check#NONE} for no confirmation
 * @param secret the confirmation code or the return nonce, or null for no confirmation
 */
record CompletionRequest(Check check, @Nullable SecretText secret) {

    static final CompletionRequest EMPTY = new CompletionRequest(Check.NONE, null);

    private static final Pattern CODE = Pattern.compile("[0-9]{6}");
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final JsonBody<Body> BODIES = new JsonBody<>(Body.class);

    /** The JSON body, with at most one of the two. */
    record Body(@Nullable SecretText code, @Nullable SecretText returnNonce) {}

    /** @throws io.doorway.web.problem.ProblemException {@code invalid-request} if the body is malformed, which does not use up a try */
    static CompletionRequest parse(@Nullable String body) {
        Body parsed = BODIES.read(body, new Body(null, null));
        if (parsed.code() != null && parsed.returnNonce() != null) {
            throw invalid("A login is completed with a code or with a return nonce, not with both.");
        }
        if (parsed.code() != null) {
            return of(Check.TYPED_CODE, parsed.code(), CODE, "A code is six digits.");
        }
        return parsed.returnNonce() == null
                ? EMPTY
                : of(Check.RETURN, parsed.returnNonce(), NONCE, "A return nonce is 128 bits in base64url.");
    }

    /** Whether it is the confirmation that the phone displayed or returned, compared in constant time. */
    boolean matches(BrowserConfirmation confirmation) {
        return secret != null
                && check == confirmation.check()
                && confirmation.secret().equals(secret);
    }

    private static CompletionRequest of(Check check, SecretText secret, Pattern pattern, String error) {
        if (!pattern.matcher(secret.open()).matches()) {
            throw invalid(error);
        }
        return new CompletionRequest(check, secret);
    }

    private static RuntimeException invalid(String detail) {
        return Problem.of(400, "invalid-request", detail).asException();
    }
}
