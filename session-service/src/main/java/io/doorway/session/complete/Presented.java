package io.doorway.session.complete;

import io.doorway.edge.body.JsonBody;
import io.doorway.edge.problem.Problem;
import io.doorway.protocol.challenge.Check;
import io.doorway.protocol.challenge.Handover;
import io.doorway.protocol.secret.SecretText;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a browser presents to complete a login, beside its cookie and its key.
 *
 * @param check {@link Check#TYPED_CODE}, {@link Check#RETURN}, or {@link Check#NONE} if it presents nothing
 * @param secret the code or the nonce, null for nothing
 */
record Presented(Check check, @Nullable SecretText secret) {

    static final Presented NOTHING = new Presented(Check.NONE, null);

    private static final Pattern CODE = Pattern.compile("[0-9]{6}");
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final JsonBody<Body> BODIES = new JsonBody<>(Body.class);

    /** The body of the call; at most one of the two. */
    record Body(@Nullable SecretText code, @Nullable SecretText returnNonce) {}

    /** @throws io.doorway.edge.problem.ProblemException {@code invalid-request} for what can be neither; it costs no try */
    static Presented in(@Nullable String body) {
        Body sent = BODIES.read(body, new Body(null, null));
        if (sent.code() != null && sent.returnNonce() != null) {
            throw invalid("A login is completed with a code or with a return nonce.");
        }
        if (sent.code() != null) {
            return of(Check.TYPED_CODE, sent.code(), CODE, "A code is six digits.");
        }
        return sent.returnNonce() == null
                ? NOTHING
                : of(Check.RETURN, sent.returnNonce(), NONCE, "A return nonce is 128 bits in base64url.");
    }

    /** Whether it is what the phone was given, compared in constant time. */
    boolean matches(Handover handover) {
        return secret != null && check == handover.kind() && handover.secret().equals(secret);
    }

    private static Presented of(Check check, SecretText secret, Pattern shape, String otherwise) {
        if (!shape.matcher(secret.open()).matches()) {
            throw invalid(otherwise);
        }
        return new Presented(check, secret);
    }

    private static RuntimeException invalid(String detail) {
        return Problem.of(400, "invalid-request", detail).asException();
    }
}
