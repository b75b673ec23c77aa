package io.doorway.audit.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.doorway.audit.intake.Reading.Fact;
import io.doorway.audit.intake.Reading.Unreadable;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.Topics;
import java.net.URI;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** How records travel on the topics that this service writes. */
final class Envelope {

    private Envelope() {}

    /**
     * A CloudEvent 1.0 in Kafka's binary mode: attributes are headers, the value is the OCSF record. The same event has the same
     * {@code ce_id}, however often it is sent.
     *
     * @param issuer the Doorway that this happened at
     */
    static ProducerRecord<byte[], byte[]> cloudEvent(Fact fact, URI issuer) {
        Event event = fact.event();
        ProducerRecord<byte[], byte[]> out = new ProducerRecord<>(
                Topics.AUDIT,
                null,
                event.at().toEpochMilli(),
                event.key().getBytes(UTF_8),
                fact.ocsf().getBytes(UTF_8));
        Headers headers = out.headers();
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", event.uid());
        put(headers, "ce_source", issuer.toString());
        put(headers, "ce_type", "io.doorway." + event.type());
        put(headers, "ce_subject", event.key());
        put(headers, "ce_time", event.at().toString());
        if (event.traceparent() != null) {
            put(headers, "ce_traceparent", event.traceparent());
        }
        put(headers, "content-type", "application/json");
        return out;
    }

    /** The record as it came, headers included, with four more that say why and from where. */
    static ProducerRecord<byte[], byte[]> deadLetter(Unreadable unreadable) {
        ConsumerRecord<byte[], byte[]> source = unreadable.source();
        ProducerRecord<byte[], byte[]> out =
                new ProducerRecord<>(Topics.DEAD_LETTERS, null, source.key(), source.value(), source.headers());
        put(out.headers(), "reason", unreadable.reason());
        put(out.headers(), "topic", source.topic());
        put(out.headers(), "partition", Integer.toString(source.partition()));
        put(out.headers(), "offset", Long.toString(source.offset()));
        return out;
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
