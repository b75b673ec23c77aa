package io.doorway.e2e.layers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The arrows of the module map point down, and the habits of the house hold everywhere. */
class LayersTest {

    private static final List<String> MODULES = List.of(
            "libs/protocol",
            "libs/challenge-store",
            "libs/edge",
            "libs/testkit",
            "challenge-service",
            "approval-service",
            "session-service",
            "audit-service",
            "local/demo-bank",
            "local",
            "bench");

    private static final Set<String> THE_SAME_FOR_EVERYONE =
            Set.of("AppResource", "AssetResource", "DiscoveryResource", "FrontPage", "JwksResource", "ReturnPage");

    private static final JavaClasses CODE = new ClassFileImporter()
            .importPaths(MODULES.stream()
                    .map(module -> Path.of("..", module, "target", "classes"))
                    .toList());

    @Test
    void everyModuleIsLookedAt() {
        assertThat(CODE.size()).isGreaterThan(300);
        assertThat(Stream.of(
                        "protocol", "store", "edge", "testkit", "challenge", "approval", "session", "audit", "local"))
                .allSatisfy(name -> assertThat(CODE.containPackage("io.doorway." + name))
                        .as(name)
                        .isTrue());
    }

    @Test
    void theProtocolKnowsNoFrameworkAndNoOtherModule() {
        noClasses()
                .that()
                .resideInAPackage("io.doorway.protocol..")
                .should()
                .dependOnClassesThat(resideInAnyOf(
                        "io.quarkus..", "io.vertx..", "io.smallrye..", "jakarta..", "org.apache.kafka..", "java.net.."))
                .orShould()
                .dependOnClassesThat(ofDoorwayOutside("io.doorway.protocol"))
                .check(CODE);
    }

    @Test
    void theStoreKnowsTheProtocolAndNoFramework() {
        noClasses()
                .that()
                .resideInAPackage("io.doorway.store..")
                .should()
                .dependOnClassesThat(resideInAnyOf("io.quarkus..", "jakarta.."))
                .orShould()
                .dependOnClassesThat(ofDoorwayOutside("io.doorway.store", "io.doorway.protocol"))
                .check(CODE);
    }

    @Test
    void theEdgeKnowsNoService() {
        noClasses()
                .that()
                .resideInAPackage("io.doorway.edge..")
                .should()
                .dependOnClassesThat(ofDoorwayOutside("io.doorway.edge", "io.doorway.store", "io.doorway.protocol"))
                .check(CODE);
    }

    @Test
    void noServiceKnowsAnother() {
        for (String service : List.of("challenge", "approval", "session", "audit")) {
            noClasses()
                    .that()
                    .resideInAPackage("io.doorway." + service + "..")
                    .should()
                    .dependOnClassesThat(ofDoorwayOutside(
                            "io.doorway." + service, "io.doorway.edge", "io.doorway.store", "io.doorway.protocol"))
                    .check(CODE);
        }
    }

    @Test
    void packagesOfAModuleHaveNoCycles() {
        for (String module : List.of("store", "edge", "approval", "session", "audit")) {
            slices().matching("io.doorway." + module + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .check(CODE);
        }
    }

    @Test
    void timeAndRandomnessAreInjectedIntoServicesAndRules() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.doorway.protocol..",
                        "io.doorway.store..",
                        "io.doorway.edge..",
                        "io.doorway.challenge..",
                        "io.doorway.approval..",
                        "io.doorway.session..",
                        "io.doorway.audit..")
                .and()
                .haveNameNotMatching("io\\.doorway\\.edge\\.config\\.Sources")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callConstructor(SecureRandom.class)
                .because("io.doorway.edge.config.Sources provides InstantSource and RandomGenerator")
                .check(CODE);
    }

    @Test
    void nobodyPrintsToTheConsoleButTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.doorway.local..", "io.doorway.bench..", "io.doorway.testkit..")
                .should(com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .check(CODE);
    }

    @Test
    void everyPackageSaysThatNullIsMarked() {
        List<String> unmarked = CODE.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(pkg -> pkg.getName().startsWith("io.doorway"))
                .filter(pkg -> !pkg.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .sorted()
                .toList();
        assertThat(unmarked).isEmpty();
    }

    @Test
    void resourcesAndUseCasesAreNotPublicApi() {
        classes()
                .that()
                .areAnnotatedWith("jakarta.ws.rs.Path")
                .should()
                .notBePublic()
                .because("a REST resource is called by HTTP alone")
                .check(CODE);
    }

    @Test
    void whatIsAskedOfAServiceIsLimited() {
        classes()
                .that()
                .areAnnotatedWith("jakarta.ws.rs.Path")
                .and()
                .resideOutsideOfPackage("io.doorway.bank..")
                .and(DescribedPredicate.describe(
                        "do more than hand out what is the same for everyone",
                        resource -> !THE_SAME_FOR_EVERYONE.contains(resource.getSimpleName())))
                .should()
                .dependOnClassesThat()
                .haveNameMatching("io\\.doorway\\.(edge\\.limit\\.Limit(s|ed)|approval\\.nonce\\.NoncedCalls)")
                .because("docs/limits.md says how often anything may be tried")
                .check(CODE);
    }

    private static DescribedPredicate<JavaClass> resideInAnyOf(String... packages) {
        return JavaClass.Predicates.resideInAnyPackage(packages);
    }

    private static DescribedPredicate<JavaClass> ofDoorwayOutside(String... allowed) {
        String[] patterns = Stream.of(allowed).map(root -> root + "..").toArray(String[]::new);
        return JavaClass.Predicates.resideInAPackage("io.doorway..")
                .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(patterns)));
    }
}
