package io.doorway.local;

import java.util.List;

/** Which service answers which path of the one origin. */
final class Routes {

    private record Route(String prefix, String service) {

        /** {@code /audit} answers {@code /audit}, {@code /audit/events} and {@code /audit?x}, and not {@code /auditor}. */
        boolean answers(String path) {
            return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
        }
    }

    private static final List<Route> ROUTES = List.of(
            new Route("/challenges", Names.CHALLENGE),
            new Route("/q", Names.APPROVAL),
            new Route("/app", Names.APPROVAL),
            new Route("/approvals", Names.APPROVAL),
            new Route("/devices", Names.APPROVAL),
            new Route("/passkeys", Names.APPROVAL),
            new Route("/browsers", Names.APPROVAL),
            new Route("/activity", Names.APPROVAL),
            new Route("/admin", Names.APPROVAL),
            new Route("/audit", Names.AUDIT));

    /** What operators ask each service directly, and nobody asks through the front door. */
    private static final Route INTERNAL = new Route("/internal", "");

    private Routes() {}

    static boolean isPublic(String path) {
        return !INTERNAL.answers(path);
    }

    /** The service that answers this path; the OpenID Provider has all that is no other's. */
    static String serviceFor(String path) {
        return ROUTES.stream()
                .filter(route -> route.answers(path))
                .map(Route::service)
                .findFirst()
                .orElse(Names.SESSION);
    }
}
