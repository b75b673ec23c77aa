package io.doorway.e2e.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.BankLogin;
import io.doorway.e2e.support.Doorway;
import io.doorway.local.Names;
import io.doorway.protocol.event.Topics;
import io.doorway.testkit.browser.LoginForm;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneMessages;
import io.doorway.testkit.phone.ScannedLogin;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** Secrets and personal claims of a login are in no log and on no topic. */
class NoSecretsTest {

    @Test
    void aLoginLeavesNoSecretBehind() throws IOException {
        Doorway.Person person = Doorway.person("Canaryname");
        HeadlessPhone phone = person.headlessPhone();
        BankLogin login = BankLogin.begin();
        LoginForm form = login.browser().open(login.authorization());
        String qr = login.qr();
        ScannedLogin scanned = phone.scan(qr);
        String approval = phone.message(PhoneMessages.APPROVAL, Map.of("transcript", scanned.transcript()));
        phone.line().post("/approvals/" + login.challenge() + "/approve", approval);
        login.await("approved");
        URI answer = login.browser().complete(login.challenge());
        assertThat(login.finish()).contains("Canaryname");

        List<String> secrets = List.of(
                login.browser().bindingCookie(),
                form.ticket().substring(form.ticket().lastIndexOf('.') + 1),
                qr.substring(qr.lastIndexOf('/') + 1),
                approval.substring(approval.lastIndexOf('.') + 1),
                codeIn(answer),
                Doorway.platform().note().bankSecret(),
                person.name());
        List<String> found = new ArrayList<>();
        for (String line :
                Stream.concat(logLines().stream(), records().stream()).toList()) {
            secrets.stream()
                    .filter(line::contains)
                    .map(secret -> secret + " in " + line)
                    .forEach(found::add);
        }
        assertThat(found).isEmpty();
    }

    private static String codeIn(URI answer) {
        return Stream.of(answer.getQuery().split("&"))
                .filter(parameter -> parameter.startsWith("code="))
                .map(parameter -> parameter.substring("code=".length()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> logLines() throws IOException {
        try (Stream<Path> files = Files.walk(Doorway.platform().data())) {
            List<String> lines = new ArrayList<>();
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                lines.addAll(Files.readAllLines(log, StandardCharsets.ISO_8859_1));
            }
            assertThat(lines).as("logs were looked at").hasSizeGreaterThan(10);
            return lines;
        }
    }

    private static List<String> records() {
        Map<String, Object> config =
                Map.of("bootstrap.servers", Doorway.platform().address(Names.KAFKA), "auto.offset.reset", "earliest");
        List<String> texts = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> all = Stream.concat(Topics.FACTS.stream(), Stream.of(Topics.AUDIT))
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    texts.add(record.key() + " " + record.value());
                    record.headers().forEach(header -> texts.add(new String(header.value(), StandardCharsets.UTF_8)));
                }
            }
        }
        assertThat(texts).as("records were looked at").hasSizeGreaterThan(10);
        return texts;
    }
}
