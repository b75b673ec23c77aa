package io.doorway.protocol.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceReferenceTest {

    @Test
    void itIsTheBeginningOfTheTraceId() {
        assertThat(TraceReference.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"))
                .contains("4bf92f35");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "00", "00-4bf92f35", "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01"})
    void withoutATraceContextThereIsNone(String traceparent) {
        assertThat(TraceReference.of(traceparent)).isEmpty();
    }
}
