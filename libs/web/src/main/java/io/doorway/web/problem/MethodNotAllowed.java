package io.doorway.web.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

/**
 * The answer 405. RFC 9110 section 15.5.6 requires the header {@code Allow}, which the framework does not set: it is read from the routes of the
 * address here.
 */
public final class MethodNotAllowed {

    private MethodNotAllowed() {}

    /** A problem with the header {@code Allow}, for the current request. */
    public static Response problem() {
        String allowed = allowed();
        return withAllow(
                Problem.of(405, "method-not-allowed", "This address takes only: " + allowed + ".")
                        .asResponse(),
                allowed);
    }

    /**
     * Adds the header.
     *
     * @param allowed the result of {@link #allowed}
     */
    public static Response withAllow(Response response, String allowed) {
        return Response.fromResponse(response)
                .header(HttpHeaders.ALLOW, allowed)
                .build();
    }

    /**
     * Whether the address of the current request exists and does not take this method. The framework answers 404 if two resources have an address
     * in common, such as {@code /clients} and {@code /clients/{id}}, and the more specific one does not take the method.
     */
    static boolean isRefused(String method) {
        Set<String> methods = methods();
        return methods.size() > 1 && !methods.contains(method);
    }

    /** The methods that the address of the current request takes, separated by commas. */
    public static String allowed() {
        return String.join(", ", methods());
    }

    private static Set<String> methods() {
        Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
        ResteasyReactiveRequestContext context = CurrentRequestManager.get();
        String path = context.getPathWithoutPrefix();
        RequestMapper<InitialMatch> classes =
                new RequestMapper<>(context.getDeployment().getClassMappers());
        RequestMatch<InitialMatch> match = classes.map(path);
        while (match != null) {
            for (ServerRestHandler handler : match.value.handlers) {
                if (handler instanceof ClassRoutingHandler routes) {
                    addMethods(routes, match.remaining, methods);
                }
            }
            match = classes.continueMatching(path, match);
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    private static void addMethods(ClassRoutingHandler routes, String remaining, Set<String> methods) {
        routes.getMappers().forEach((method, paths) -> {
            if (method != null && paths.map(remaining.isEmpty() ? "/" : remaining) != null) {
                methods.add(method);
            }
        });
    }
}
