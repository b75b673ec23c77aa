package io.doorway.e2e.layers;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
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
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** A module depends only on those below it, its packages have no cycles, and further rules hold for the code of every module. */
class LayersTest {

    private static final List<String> MODULES = List.of(
            "libs/protocol",
            "libs/challenge-store",
            "libs/web",
            "libs/consumer",
            "libs/login",
            "libs/clients",
            "libs/servers",
            "libs/testkit",
            "challenge-service",
            "approval-service",
            "session-service",
            "audit-service",
            "local/demo-bank",
            "local",
            "bench");

    /** The root package of each module, with the root packages of what it may depend on. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("protocol", Set.of()),
            Map.entry("store", Set.of("protocol")),
            Map.entry("web", Set.of("protocol")),
            Map.entry("consumer", Set.of()),
            Map.entry("login", Set.of("protocol", "store", "web")),
            Map.entry("clients", Set.of("protocol")),
            Map.entry("servers", Set.of("protocol")),
            Map.entry("testkit", Set.of("protocol", "store", "clients", "servers")),
            Map.entry("challenge", Set.of("protocol", "store", "web", "login")),
            Map.entry("approval", Set.of("protocol", "store", "web", "consumer", "login")),
            Map.entry("session", Set.of("protocol", "store", "web", "consumer", "login")),
            Map.entry("audit", Set.of("protocol", "web", "consumer")),
            Map.entry("bank", Set.of()),
            Map.entry("local", Set.of("protocol", "clients", "servers")),
            Map.entry("bench", Set.of("protocol", "clients", "servers", "local")));

    private static final Set<String> UNLIMITED_RESOURCES =
            Set.of("AppResource", "DiscoveryResource", "JwksResource", "LoggedOutResource", "PageResource");

    /** The production code of every module. */
    static final JavaClasses CODE = new ClassFileImporter()
            .importPaths(MODULES.stream()
                    .map(module -> Path.of("..", module, "target", "classes"))
                    .toList());

    @Test
    void everyModuleIsImported() {
        assertThat(CODE.size()).isGreaterThan(300);
        assertThat(ARROWS.keySet())
                .allSatisfy(name -> assertThat(CODE.containPackage("io.doorway." + name))
                        .as(name)
                        .isTrue());
        assertThat(CODE.stream()
                        .map(type -> type.getPackageName().split("\\.")[2])
                        .distinct())
                .as("no module is missing in the map of arrows")
                .isSubsetOf(ARROWS.keySet());
    }

    /** The address of the connection is that of the last proxy. */
    @Test
    void theClientsAddressIsReadInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.doorway.web.request", "io.doorway.local..")
                .should()
                .callMethodWhere(target(name("remoteAddress")))
                .check(CODE);
    }

    @Test
    void everyModuleDependsOnlyOnThoseBelowIt() {
        ARROWS.forEach((module, below) -> noClasses()
                .that()
                .resideInAPackage("io.doorway." + module + "..")
                .should()
                .dependOnClassesThat(ofDoorwayOutside(
                        Stream.concat(Stream.of(module), below.stream()).toList()))
                .check(CODE));
    }

    @Test
    void packagesOfAModuleHaveNoCycles() {
        for (String module : ARROWS.keySet()) {
            slices().matching("io.doorway." + module + ".(**)")
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true)
                    .check(CODE);
        }
    }

    @Test
    void partsOfApprovalServiceHaveNoCycles() {
        slices().matching("io.doorway.approval.(*)..")
                .should()
                .beFreeOfCycles()
                .because("phone depends on account, and both on the packages beside them")
                .check(CODE);
    }

    @Test
    void partsOfSessionServiceHaveNoCycles() {
        slices().matching("io.doorway.session.(*)..")
                .should()
                .beFreeOfCycles()
                .because("provider depends on login, and implements LoginProtocol for it")
                .check(CODE);
    }

    @Test
    void protocolDependsOnNoFramework() {
        noClasses()
                .that()
                .resideInAPackage("io.doorway.protocol..")
                .should()
                .dependOnClassesThat(resideInAnyOf(
                        "io.quarkus..", "io.vertx..", "io.smallrye..", "jakarta..", "org.apache.kafka..", "java.net.."))
                .check(CODE);
    }

    @Test
    void storeDependsOnNoApplicationFramework() {
        noClasses()
                .that()
                .resideInAPackage("io.doorway.store..")
                .should()
                .dependOnClassesThat(resideInAnyOf("io.quarkus..", "jakarta.."))
                .check(CODE);
    }

    @Test
    void webDependsOnNeitherRedisNorKafka() {
        noClasses()
                .that()
                .resideInAPackage("io.doorway.web..")
                .should()
                .dependOnClassesThat(resideInAnyOf(
                        "io.vertx.mutiny.redis..",
                        "io.vertx.redis..",
                        "io.quarkus.redis..",
                        "org.apache.kafka..",
                        "org.eclipse.microprofile.reactive.messaging.."))
                .check(CODE);
    }

    @Test
    void timeAndRandomnessAreInjectedIntoServicesAndRules() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.doorway.protocol..",
                        "io.doorway.store..",
                        "io.doorway.web..",
                        "io.doorway.login..",
                        "io.doorway.challenge..",
                        "io.doorway.approval..",
                        "io.doorway.session..",
                        "io.doorway.audit..")
                .and()
                .haveNameNotMatching("io\\.doorway\\.web\\.config\\.ClockAndRandom")
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
                .because("io.doorway.web.config.ClockAndRandom provides InstantSource and RandomGenerator")
                .check(CODE);
    }

    @Test
    void nobodyPrintsToTheConsoleButTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.doorway.local..",
                        "io.doorway.bench..",
                        "io.doorway.clients..",
                        "io.doorway.servers..",
                        "io.doorway.testkit..")
                .and()
                .haveSimpleNameNotEndingWith("Command")
                .should(com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .check(CODE);
    }

    @Test
    void everyPackageIsNullMarked() {
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
    void everyResourceIsRateLimited() {
        classes()
                .that()
                .areAnnotatedWith("jakarta.ws.rs.Path")
                .and()
                .resideOutsideOfPackage("io.doorway.bank..")
                .and(DescribedPredicate.describe(
                        "do more than hand out what is the same for everyone",
                        resource -> !UNLIMITED_RESOURCES.contains(resource.getSimpleName())))
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "io\\.doorway\\.(web\\.limit\\.(RateLimits|RateLimited)|approval\\.message\\.NonceProtectedCalls"
                                + "|approval\\.phone\\.(scan\\.ScanChallenge|decide\\.(ApproveChallenge|RejectChallenge)"
                                + "|outcome\\.AwaitOutcome))")
                .because("docs/limits.md says how often anything may be tried")
                .check(CODE);
    }

    @Test
    void onlyConstantTimeComparesSecrets() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.doorway.protocol.secret.ConstantTime")
                .should()
                .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
                .check(CODE);
    }

    @Test
    void statementsAreExecutedOnAConnectionOfThePool() {
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "a pool is asked to execute a statement",
                        call -> call.getTargetOwner().getName().matches("io\\.vertx\\.(mutiny\\.)?sqlclient\\.Pool")
                                && Set.of("query", "preparedQuery").contains(call.getName())))
                .because(
                        "a statement that gets no connection would be logged as an error 30 seconds later (PrimaryPool)")
                .check(CODE);
    }

    private static DescribedPredicate<JavaClass> resideInAnyOf(String... packages) {
        return JavaClass.Predicates.resideInAnyPackage(packages);
    }

    private static DescribedPredicate<JavaClass> ofDoorwayOutside(List<String> allowed) {
        String[] patterns =
                allowed.stream().map(module -> "io.doorway." + module + "..").toArray(String[]::new);
        return JavaClass.Predicates.resideInAPackage("io.doorway..")
                .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(patterns)));
    }
}
