package io.doorway.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpMetricLabelsTest {

    private final HttpMetricLabels labels = new HttpMetricLabels(HttpMetricLabels.templates(Things.class));

    @Path("things")
    static final class Things {

        @GET
        public void list() {}

        @DELETE
        @Path("{id}")
        public void remove() {}
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PATCH", "OPTIONS"})
    void aKnownMethodKeepsItsName(String method) {
        assertThat(label("http.server.requests", "method", method)).isEqualTo(method);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BREW", "get", "X", "GETGETGETGET"})
    void anUnknownMethodHasOneLabel(String method) {
        assertThat(label("http.server.requests", "method", method)).isEqualTo(HttpMetricLabels.OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/things", "/things/{id}", "NOT_FOUND", "root"})
    void thePathOfAResourceKeepsItsName(String uri) {
        assertThat(label("http.server.requests", "uri", uri)).isEqualTo(uri);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/things/7", "/things/{other}", "/", "/thing", "/things/{id}/x"})
    void anyOtherPathHasOneLabel(String uri) {
        assertThat(label("http.server.requests", "uri", uri)).isEqualTo(HttpMetricLabels.OTHER);
        assertThat(label("http.server.websocket.connections", "uri", uri)).isEqualTo(HttpMetricLabels.OTHER);
    }

    @Test
    void otherMetricsKeepTheirLabels() {
        assertThat(label("http.client.requests", "uri", "/keys.json")).isEqualTo("/keys.json");
        assertThat(label("http.server.requests", "status", "404")).isEqualTo("404");
    }

    private String label(String metric, String label, String value) {
        return labels.map(new Meter.Id(metric, Tags.of(label, value), null, null, Meter.Type.TIMER))
                .getTag(label);
    }
}
