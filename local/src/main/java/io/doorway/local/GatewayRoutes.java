package io.doorway.local;

import static java.util.Objects.requireNonNull;

import io.doorway.local.Platform.Parts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The service for each path of the public origin.
 *
 * @param services the instances of each service, by its name
 */
public record GatewayRoutes(Map<String, ServiceInstances> services) {

    private record Route(String prefix, String service) {

        /** {@code /audit} matches {@code /audit} and {@code /audit/events}, but not {@code /auditor}. */
        boolean matches(String path) {
            return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
        }
    }

    private static final Route QR_CODE = new Route("/Q", Parts.APPROVAL);
    private static final Route PHONE_APP = new Route("/app", Parts.APPROVAL);

    private static final List<Route> ROUTES = List.of(
            new Route("/challenges", Parts.CHALLENGE),
            QR_CODE,
            PHONE_APP,
            new Route("/approvals", Parts.APPROVAL),
            new Route("/devices", Parts.APPROVAL),
            new Route("/passkeys", Parts.APPROVAL),
            new Route("/browsers", Parts.APPROVAL),
            new Route("/activity", Parts.APPROVAL),
            new Route("/admin", Parts.APPROVAL),
            new Route("/audit", Parts.AUDIT));

    /** Health, metrics and OpenAPI, which operators request from each service directly. */
    private static final Route INTERNAL = new Route("/internal", "");

    /** The instances of the service for this path; empty if the gateway does not forward it. */
    Optional<ServiceInstances> instancesFor(String path) {
        return INTERNAL.matches(path)
                ? Optional.empty()
                : Optional.of(requireNonNull(services.get(serviceFor(path)), path));
    }

    /** The name of the service for each path prefix. Every other path is of session-service, except {@code /internal}, which is not public. */
    public static Map<String, String> servicesByPrefix() {
        return ROUTES.stream().collect(Collectors.toMap(Route::prefix, Route::service));
    }

    /** Whether this path opens the phone app, by its own address or by that of a QR code. */
    static boolean isPhoneApp(String path) {
        return PHONE_APP.matches(path) || QR_CODE.matches(path);
    }

    /** The service for this path: session-service, unless another service has a route. */
    private static String serviceFor(String path) {
        return ROUTES.stream()
                .filter(route -> route.matches(path))
                .map(Route::service)
                .findFirst()
                .orElse(Parts.SESSION);
    }
}
