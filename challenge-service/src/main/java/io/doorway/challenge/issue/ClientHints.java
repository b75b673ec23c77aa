package io.doorway.challenge.issue;

import io.doorway.protocol.vocabulary.Route;
import io.doorway.web.body.JsonBody;
import io.doorway.web.problem.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a page states about its browser when it creates a challenge. A false statement gains nothing: the time zone can only add a risk
 * signal, the route can only add a binding or a confirmation code, and a shared browser has shorter deadlines. More time lets nobody guess
 * more: a confirmation code has three tries.
 *
 * @param timeZone the IANA name of its time zone, or null
 * @param route how the challenge reaches the phone
 * @param shared whether the person states that others use the browser too
 * @param moreTime whether the person asks for more time to type a confirmation code
 */
record ClientHints(@Nullable String timeZone, Route route, boolean shared, boolean moreTime) {

    /** The form of a name. Browsers may know time zones that this Java does not. */
    private static final Pattern ZONE = Pattern.compile("[A-Za-z][A-Za-z0-9_+-]{1,31}(/[A-Za-z0-9_+-]{1,31}){0,2}");

    private static final JsonBody<Body> BODIES = new JsonBody<>(Body.class);

    /** The body of {@code POST /challenges}; every member is optional. */
    record Body(
            @Nullable String timeZone,
            @Nullable Route route,
            @Nullable Boolean shared,
            @Nullable Boolean moreTime) {}

    /** @throws io.doorway.web.problem.ProblemException {@code invalid-request} */
    static ClientHints parse(@Nullable String json) {
        Body body = BODIES.read(json, new Body(null, null, null, null));
        if (body.timeZone() != null && !ZONE.matcher(body.timeZone()).matches()) {
            throw Problem.of(400, "invalid-request", "time_zone is the IANA name of a time zone, such as Europe/Paris.")
                    .asException();
        }
        return new ClientHints(
                body.timeZone(),
                body.route() == null ? Route.CROSS_DEVICE : body.route(),
                Boolean.TRUE.equals(body.shared()),
                Boolean.TRUE.equals(body.moreTime()));
    }
}
