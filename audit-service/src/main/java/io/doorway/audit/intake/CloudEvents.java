package io.doorway.audit.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloudevents.SpecVersion;
import io.cloudevents.core.data.BytesCloudEventData;
import io.cloudevents.core.v1.CloudEventV1;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventWriter;
import io.doorway.audit.ocsf.IntakeAlarm;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.Topics;
import io.doorway.web.config.Issuer;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records of the audit topic: CloudEvents 1.0 in Kafka's binary mode. Attributes are headers, the value is the OCSF record. Every
 * copy of an event has the same {@code ce_id}.
 *
 * <p>The timestamp of a record is the event's time, but never later than now: brokers refuse a timestamp that is too far ahead.
 */
@Singleton
class CloudEvents {

    private final String issuer;
    private final InstantSource clock;

    CloudEvents(Issuer issuer, InstantSource clock) {
        this.issuer = issuer.uri().toString();
        this.clock = clock;
    }

    ProducerRecord<byte[], byte[]> of(Event event, String ocsf) {
        return of(event.uid(), event.type(), event.key(), event.at(), event.traceparent(), ocsf);
    }

    ProducerRecord<byte[], byte[]> of(IntakeAlarm alarm, String ocsf) {
        return of(alarm.uid(), IntakeAlarm.TYPE, alarm.topic(), alarm.at(), null, ocsf);
    }

    private ProducerRecord<byte[], byte[]> of(
            String id, String type, String key, Instant at, @Nullable String traceparent, String ocsf) {
        CloudEventWriter<ProducerRecord<byte[], byte[]>> writer = KafkaMessageFactory.createWriter(
                        Topics.AUDIT, null, Math.min(at.toEpochMilli(), clock.millis()), key.getBytes(UTF_8))
                .create(SpecVersion.V1);
        writer.withContextAttribute(CloudEventV1.ID, id);
        writer.withContextAttribute(CloudEventV1.SOURCE, issuer);
        writer.withContextAttribute(CloudEventV1.TYPE, "io.doorway." + type);
        writer.withContextAttribute(CloudEventV1.SUBJECT, key);
        writer.withContextAttribute(CloudEventV1.TIME, at.toString());
        if (traceparent != null) {
            writer.withContextAttribute("traceparent", traceparent);
        }
        writer.withContextAttribute(CloudEventV1.DATACONTENTTYPE, "application/json");
        return writer.end(BytesCloudEventData.wrap(ocsf.getBytes(UTF_8)));
    }
}
