package io.doorway.challenge.issue;

import io.doorway.edge.body.JsonBody;
import io.doorway.edge.problem.Problem;
import io.doorway.protocol.challenge.Route;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a page says of itself when it asks for a challenge. It may say what it likes: the time zone can only raise suspicion, the
 * route can only bind the login more closely, and a shared browser gets less than another.
 *
 * @param timeZone the IANA name of its time zone, or null
 * @param route how the challenge is to reach the phone
 * @param shared whether the person says that others use the browser too
 */
record PageSays(@Nullable String timeZone, Route route, boolean shared) {

    /** Browsers may know zones that this Java does not: the shape is checked and not the name. */
    private static final Pattern ZONE = Pattern.compile("[A-Za-z][A-Za-z0-9_+-]{1,31}(/[A-Za-z0-9_+-]{1,31}){0,2}");

    private static final JsonBody<Body> BODIES = new JsonBody<>(Body.class);

    /** The body of {@code POST /challenges}; each member may be missing. */
    record Body(
            @Nullable String timeZone,
            @Nullable Route route,
            @Nullable Boolean shared) {}

    /** @throws io.doorway.edge.problem.ProblemException {@code invalid-request} */
    static PageSays in(@Nullable String body) {
        Body said = BODIES.read(body, new Body(null, null, null));
        if (said.timeZone() != null && !ZONE.matcher(said.timeZone()).matches()) {
            throw Problem.of(400, "invalid-request", "time_zone is the IANA name of a time zone, such as Europe/Paris.")
                    .asException();
        }
        return new PageSays(
                said.timeZone(),
                said.route() == null ? Route.CROSS_DEVICE : said.route(),
                Boolean.TRUE.equals(said.shared()));
    }
}
