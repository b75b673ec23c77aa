package io.doorway.web.request;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values of the labels {@code method} and {@code uri} in the metrics of the HTTP server, which are closed sets. A client can send any
 * word as a method, and any path to which no resource method answers (refused before it is routed, or with a method that no resource has):
 * each would be a time series of its own, and after the hundredth the real paths would not be counted any more.
 */
final class HttpMetricLabels implements MeterFilter {

    static final String OTHER = "OTHER";

    private static final String HTTP_SERVER = "http.server.";
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    /** The framework's own labels for responses that no resource method gives. */
    private static final Set<String> WITHOUT_RESOURCE = Set.of("NOT_FOUND", "REDIRECTION", "root", "UNKNOWN");

    private final Set<String> paths;

    /** @param templates the paths of the resource methods, such as {@code /challenges/{id}} */
    HttpMetricLabels(Stream<String> templates) {
        this.paths = Stream.concat(WITHOUT_RESOURCE.stream(), templates).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        return id.getName().startsWith(HTTP_SERVER)
                ? id.replaceTags(id.getTags().stream().map(this::closed).toList())
                : id;
    }

    private Tag closed(Tag tag) {
        Set<String> known = switch (tag.getKey()) {
            case "method" -> METHODS;
            case "uri" -> paths;
            default -> Set.of(tag.getValue());
        };
        return known.contains(tag.getValue()) ? tag : Tag.of(tag.getKey(), OTHER);
    }

    /** The paths of all resource methods of this service. */
    static Stream<String> templates(Class<?> resource) {
        String base = path(resource.getAnnotation(Path.class));
        return Stream.concat(
                Stream.of(base),
                Arrays.stream(resource.getMethods())
                        .map(method -> method.getAnnotation(Path.class))
                        .filter(path -> path != null)
                        .map(path -> base + path(path)));
    }

    private static String path(@Nullable Path annotation) {
        String path = annotation == null ? "" : annotation.value();
        String withSlash = path.isEmpty() || path.startsWith("/") ? path : "/" + path;
        return withSlash.endsWith("/") ? withSlash.substring(0, withSlash.length() - 1) : withSlash;
    }

    /** Makes the filter a bean. */
    static final class Producer {

        /** Of most beans, which are the framework's, the annotations are not read: that would take a tenth of a second at the start. */
        private static final String OWN = "io.doorway.";

        @Produces
        @Singleton
        MeterFilter httpMetricLabels(BeanManager beans) {
            return new HttpMetricLabels(beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                    .<Class<?>>map(Bean::getBeanClass)
                    .filter(type -> type.getName().startsWith(OWN) && type.isAnnotationPresent(Path.class))
                    .flatMap(HttpMetricLabels::templates));
        }
    }
}
