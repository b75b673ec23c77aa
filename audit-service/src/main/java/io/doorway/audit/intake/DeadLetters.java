package io.doorway.audit.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.doorway.audit.intake.ReceivedRecord.OwnDeadLetter;
import io.doorway.audit.intake.ReceivedRecord.SetAside;
import io.doorway.audit.intake.ReceivedRecord.SetAsideElsewhere;
import io.doorway.protocol.event.Topics;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The records of the dead-letter topic: the record as received, with its headers and five more, the reason and the position of the
 * record. A record that is longer than any event is cut, so that no content can make a dead letter that Kafka does not accept.
 */
final class DeadLetters {

    private static final int MAX_VALUE = 128 * 1024;
    private static final int MAX_KEY = 4 * 1024;
    private static final int MAX_HEADERS = 8 * 1024;

    /** A header of the messaging framework, with which other consumers write their dead letters. */
    private static final String WRITTEN_ELSEWHERE = "dead-letter-topic";

    private DeadLetters() {}

    /**
     * What a record of the dead-letter topic is. The headers are not authenticated: a record that could be another consumer's dead letter
     * is an alarm, whatever other headers it has.
     */
    static ReceivedRecord read(ConsumerRecord<byte[], byte[]> letter) {
        return letter.headers().lastHeader(WRITTEN_ELSEWHERE) == null
                ? new OwnDeadLetter(letter)
                : new SetAsideElsewhere(letter);
    }

    static ProducerRecord<byte[], byte[]> of(SetAside record) {
        ConsumerRecord<byte[], byte[]> source = record.source();
        Headers headers =
                bytes(source.headers()) <= MAX_HEADERS ? new RecordHeaders(source.headers()) : new RecordHeaders();
        add(headers, "reason", record.fault().wireName());
        add(headers, "detail", record.detail());
        add(headers, "topic", source.topic());
        add(headers, "partition", Integer.toString(source.partition()));
        add(headers, "offset", Long.toString(source.offset()));
        return new ProducerRecord<>(
                Topics.DEAD_LETTERS, null, first(source.key(), MAX_KEY), first(source.value(), MAX_VALUE), headers);
    }

    private static long bytes(Headers headers) {
        long total = 0;
        for (Header header : headers) {
            total += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return total;
    }

    private static byte @Nullable [] first(byte @Nullable [] bytes, int max) {
        return bytes == null || bytes.length <= max ? bytes : Arrays.copyOf(bytes, max);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
