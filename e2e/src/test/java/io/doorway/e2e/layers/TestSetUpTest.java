package io.doorway.e2e.layers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.doorway.protocol.challenge.LoginRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Test set-up exists once: the tests of all modules use libs/testkit, libs/clients and libs/servers. */
class TestSetUpTest {

    private static final List<String> MODULES = List.of(
            "libs/protocol",
            "libs/challenge-store",
            "libs/web",
            "libs/login",
            "libs/clients",
            "libs/servers",
            "challenge-service",
            "approval-service",
            "session-service",
            "audit-service",
            "local/demo-bank",
            "local",
            "bench",
            "deploy",
            "e2e");

    static final JavaClasses TESTS = new ClassFileImporter()
            .importPaths(MODULES.stream()
                    .map(module -> Path.of("..", module, "target", "test-classes"))
                    .filter(path -> path.toFile().isDirectory())
                    .toList());

    @Test
    void theTestsAreImported() {
        assertThat(TESTS.size()).isGreaterThan(200);
    }

    @Test
    void onlyJwsSignerSignsMessages() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.doorway.protocol.signature")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("com\\.nimbusds\\.jose\\.crypto\\.(ECDSA|RSASSA)Signer|java\\.security\\.Signature")
                .because("io.doorway.clients.jws.JwsSigner signs any message, well-formed or not")
                .check(TESTS);
    }

    @Test
    void onlyLoginRequestBuilderCreatesLoginRequests() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.doorway.testkit..")
                .should()
                .callConstructorWhere(calls(LoginRequest.class))
                .because("a test sets what differs from the samples of io.doorway.testkit.login")
                .check(TESTS);
    }

    @Test
    void onlyTopicRecordsReadsAndWritesTopics() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "org\\.apache\\.kafka\\.clients\\.(consumer\\.KafkaConsumer|producer\\.KafkaProducer)")
                .because("io.doorway.servers.TopicRecords reads and writes topics")
                .check(TESTS);
    }

    @Test
    void noTestSleeps() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "onSpinWait")
                .because("Awaitility waits for a condition")
                .check(TESTS);
    }

    private static DescribedPredicate<JavaCall<?>> calls(Class<?> owner) {
        return DescribedPredicate.describe(
                "the target is " + owner.getSimpleName(),
                call -> call.getTargetOwner().isEquivalentTo(owner));
    }
}
