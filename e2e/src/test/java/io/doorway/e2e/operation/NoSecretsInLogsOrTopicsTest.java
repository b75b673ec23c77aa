package io.doorway.e2e.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.LoginPageMessages.LoginPageData;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.e2e.support.HeadlessBankLogin;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.protocol.event.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No log and no topic contains a secret or a personal claim of a login. */
class NoSecretsInLogsOrTopicsTest {

    @Test
    void logsAndTopicsContainNoSecretOfALogin() throws IOException {
        TestPlatform.Person person = TestPlatform.person("Uniquename");
        HeadlessPhone phone = person.headlessPhone();
        HeadlessBankLogin login = HeadlessBankLogin.begin();
        LoginPageData page = login.browser().open(login.authorization());
        String qr = login.qr();
        ScannedLogin scanned = phone.scan(qr);
        String approval = phone.signedMessage(PhoneMessages.APPROVAL, Map.of("transcript", scanned.transcript()));
        phone.api().post("/approvals/" + login.challenge() + "/approve", approval);
        login.await("approved");
        URI callback = login.browser().complete(login.challenge());
        assertThat(login.finish()).contains("Uniquename");

        List<String> secrets = List.of(
                login.browser().bindingCookie(),
                page.ticket().substring(page.ticket().lastIndexOf('.') + 1),
                Shop.Login.frameIn(qr),
                approval.substring(approval.lastIndexOf('.') + 1),
                IssuerHttp.parameter(callback, "code"),
                TestPlatform.platform().descriptor().bankSecret(),
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

    private static List<String> logLines() throws IOException {
        try (Stream<Path> files = Files.walk(TestPlatform.platform().data())) {
            List<String> lines = new ArrayList<>();
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                lines.addAll(Files.readAllLines(log, StandardCharsets.ISO_8859_1));
            }
            assertThat(lines).as("the logs were read").hasSizeGreaterThan(10);
            return lines;
        }
    }

    private static List<String> records() {
        List<String> texts = new ArrayList<>();
        Stream.concat(Topics.EVENTS.stream(), Stream.of(Topics.AUDIT))
                .flatMap(topic -> TestPlatform.topics().read(topic).stream())
                .forEach(record -> {
                    texts.add(record.key() + " " + record.value());
                    record.headers().forEach(header -> texts.add(new String(header.value(), StandardCharsets.UTF_8)));
                });
        assertThat(texts).as("the records were read").hasSizeGreaterThan(10);
        return texts;
    }
}
