package io.doorway.deploy;

import static io.doorway.deploy.Manifests.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.servers.RedisServer;
import io.doorway.servers.Server;
import io.doorway.store.redis.RedisKeys;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each service has a Redis user that can do what the service does, tried on a real server. */
class RedisAccessTest {

    private static final Path ACL = Manifests.DIRECTORY.resolve("base/redis/users.acl");
    private static final Path SCRIPT = Manifests.DIRECTORY.resolve("base/redis/write-users.sh");
    private static final Path REPLICATION =
            Manifests.DIRECTORY.resolve("components/redis-sentinel/replication-users.acl");
    private static final List<String> USERS = List.of("challenge-service", "approval-service", "session-service");

    private static final String CHALLENGE = "challenge-service";
    private static final String APPROVAL = "approval-service";
    private static final String SESSION = "session-service";

    private static final ChallengeId ID = new ChallengeId("AAAAAAAAAAAAAAAAAAAAAA");

    /** One key of each kind, with the services that use it. */
    private static final Map<String, Set<String>> KEYS = Map.ofEntries(
            Map.entry(RedisKeys.challenge(ID), Set.of(CHALLENGE, APPROVAL, SESSION)),
            Map.entry(RedisKeys.outbox(7), Set.of(CHALLENGE, APPROVAL, SESSION)),
            Map.entry(RedisKeys.inBucket(7, "deadlines"), Set.of(CHALLENGE, APPROVAL, SESSION)),
            Map.entry(RedisKeys.inBucket(7, "lease"), Set.of(CHALLENGE)),
            Map.entry(RedisKeys.inBucket(7, "info"), Set.of(CHALLENGE, APPROVAL, SESSION)),
            Map.entry(RedisKeys.inBucket(7, "history"), Set.of(APPROVAL)),
            Map.entry(RedisKeys.inBucket(7, "second-device:x"), Set.of(APPROVAL)),
            Map.entry(RedisKeys.inBucket(7, "client-registrations"), Set.of(SESSION)),
            Map.entry(RedisKeys.inBucket(7, "sent-client-registrations"), Set.of(SESSION)),
            Map.entry(RedisKeys.inBucket(7, "code:x"), Set.of(SESSION)),
            Map.entry(RedisKeys.inBucket(7, "access-token:x"), Set.of(SESSION)),
            Map.entry(RedisKeys.inBucket(7, "revoked-grant:x"), Set.of(SESSION)),
            Map.entry("{rate-limit:create}:create-by-address:x", Set.of(CHALLENGE, APPROVAL, SESSION)),
            Map.entry("{ticket:x}", Set.of(CHALLENGE)),
            Map.entry("{ticket:x}:last", Set.of(CHALLENGE)),
            Map.entry("dpop-proof:x:y", Set.of(CHALLENGE, SESSION)),
            Map.entry("socket-token:x", Set.of(SESSION)),
            Map.entry("login-code:x", Set.of(CHALLENGE, APPROVAL)),
            Map.entry("phone-nonce:x", Set.of(APPROVAL)),
            Map.entry("pending:x", Set.of(APPROVAL)),
            Map.entry("revoked:account:a", Set.of(APPROVAL, SESSION)),
            Map.entry("pushed:x", Set.of(CHALLENGE, SESSION)),
            Map.entry("completed-request:x", Set.of(SESSION)),
            Map.entry("assertion:x", Set.of(SESSION)),
            Map.entry("client-proof:x", Set.of(SESSION)),
            Map.entry(RedisKeys.inBucket(7, "backchannel-poll:x"), Set.of(SESSION)),
            Map.entry("request-object:x", Set.of(SESSION)),
            Map.entry("{backchannel:x}:pending", Set.of(APPROVAL, SESSION)),
            Map.entry("device-authorization:x", Set.of(SESSION)),
            Map.entry("device-user-code:x", Set.of(SESSION)));

    /** The modules whose code calls Redis. */
    private static final List<String> MODULES =
            List.of("libs/challenge-store", "libs/login", CHALLENGE, APPROVAL, SESSION);

    /** The name of a key in Java: in a bucket, or before its variable part. Text that is hashed is no key. */
    private static final Pattern KEY = Pattern.compile(
            "inBucket\\([^,]+, \"([a-z-]+)|(?<!Sha256\\.text\\()\"(\\{?[a-z]+[a-z-]*):[a-z:]*\"\\s*\\+");

    /** A command in Java, or in a script. */
    private static final Pattern COMMAND = Pattern.compile("\\bCommand\\.([A-Z]+)|redis\\.call\\('([A-Z]+)'");

    private static final RedisServer REDIS = new RedisServer(Server.Mode.fromEnvironment());
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    private static Path directory;

    @BeforeAll
    static void startRedisWithTheUsers() {
        REDIS.start();
        for (String line : read(usersFile(USERS, ACL)).split("\n")) {
            String[] rules = line.split(" ");
            if (!rules[1].equals("default")) {
                call(
                        "default",
                        "",
                        "ACL",
                        Stream.concat(Stream.of("SETUSER"), Arrays.stream(rules).skip(1))
                                .toArray(String[]::new));
            }
        }
    }

    @AfterAll
    static void stop() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        REDIS.close();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void onlyTheServicesThatUseAKeyReachIt(String key) {
        assertThat(USERS).allSatisfy(user -> {
            if (KEYS.get(key).contains(user)) {
                assertThat(as(user, "EXISTS", key)).hasToString("0");
            } else {
                assertThatThrownBy(() -> as(user, "EXISTS", key)).hasMessageContaining("NOPERM");
            }
        });
    }

    /** A key that {@link #KEYS} does not have is one whose rights nobody has compared. */
    @Test
    void theKeysAreThoseOfTheCode() throws IOException {
        Set<String> compared = KEYS.keySet().stream()
                .map(key -> key.replaceFirst("^\\{b\\d\\d}:", "").replaceFirst("[:}].*", ""))
                .collect(Collectors.toSet());

        assertThat(found(KEY)).hasSizeGreaterThan(20).isSubsetOf(compared);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KEYS *",
                "SCAN 0",
                "FLUSHALL",
                "CONFIG GET *",
                "ACL LIST",
                "SCRIPT FLUSH",
                "SHUTDOWN",
                "REPLICAOF NO ONE",
                "CLIENT LIST",
                "MONITOR",
                "PUBLISH a b",
                "RANDOMKEY",
                "SWAPDB 0 1"
            })
    void noServiceAdministersRedis(String line) {
        String[] command = line.split(" ");

        assertThat(USERS)
                .allSatisfy(user -> assertThatThrownBy(
                                () -> as(user, command[0], Arrays.copyOfRange(command, 1, command.length)))
                        .hasMessageContaining("NOPERM"));
    }

    /** Redis 7 refuses it before it looks at the rights of the user, unless its configuration permits it. */
    @Test
    void noServiceDebugsRedis() {
        assertThat(USERS)
                .allSatisfy(user -> assertThatThrownBy(() -> as(user, "DEBUG", "SLEEP", "0"))
                        .hasMessageMatching("(?s).*(NOPERM|DEBUG command not allowed).*"));
    }

    @Test
    void aScriptReachesNoOtherKeyEither() {
        String key = RedisKeys.inBucket(7, "access-token:x");

        assertThat(as(SESSION, "EVAL", "return redis.call('GET', KEYS[1])", "1", key))
                .isNull();
        assertThatThrownBy(() -> as(APPROVAL, "EVAL", "return redis.call('GET', KEYS[1])", "1", key))
                .hasMessageContaining("NOPERM");
        assertThatThrownBy(() -> as(APPROVAL, "EVAL", "return redis.call('GET', ARGV[1])", "0", key))
                .hasMessageMatching("(?s).*(can.t access|No permissions).*");
    }

    @Test
    void aWrongPasswordIsRefused() {
        assertThatThrownBy(() -> call(SESSION, "wrong", "PING")).hasMessageContaining("WRONGPASS");
    }

    /** PING and HELLO are of the client; no command is allowed that no code uses. */
    @Test
    void theCommandsAreThoseOfTheCode() throws IOException {
        Set<String> used = new TreeSet<>(Set.of("hello", "ping"));
        used.addAll(found(COMMAND).map(name -> name.toLowerCase(Locale.ROOT)).toList());

        // These go to sentinels and to the nodes of a Redis Cluster, which the manifests do not have.
        used.removeAll(Set.of("asking", "cluster", "sentinel"));

        assertThat(read(ACL).lines().filter(line -> line.contains("+")))
                .hasSize(USERS.size())
                .allSatisfy(line -> assertThat(Arrays.stream(line.split(" "))
                                .filter(rule -> rule.startsWith("+"))
                                .map(rule -> rule.substring(1)))
                        .containsExactlyInAnyOrderElementsOf(used));
    }

    @Test
    void aUserWithoutPasswordStopsTheStart() {
        assertThatThrownBy(() -> usersFile(USERS, ACL, REPLICATION)).hasMessageContaining("<replication> <sentinel>");
    }

    /** What a pattern finds in the code that calls Redis: the first group that matched. */
    private static Stream<String> found(Pattern pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        for (String module : MODULES) {
            try (Stream<Path> sources = Files.walk(Path.of("..", module, "src/main"))) {
                sources.filter(file -> file.toString().matches(".*\\.(java|lua)"))
                        .forEach(file -> pattern.matcher(read(file))
                                .results()
                                .forEach(match -> found.add(match.group(1) == null ? match.group(2) : match.group(1))));
            }
        }
        return found.stream();
    }

    private static Stream<String> keys() {
        return KEYS.keySet().stream().sorted();
    }

    private static @Nullable Response as(String user, String command, String... args) {
        return call(user, "password-of-" + user, command, args);
    }

    private static @Nullable Response call(String user, String password, String command, String... args) {
        String login = user.equals("default") ? "" : user + ":" + password + "@";
        Redis client = Redis.createClient(VERTX, "redis://" + login + REDIS.address());
        try {
            Request request = Request.cmd(Command.create(command));
            Arrays.stream(args).forEach(request::arg);
            return client.send(request)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(String.valueOf(e.getCause()), e);
        } finally {
            client.close();
        }
    }

    /** Runs the script that the pod runs before Redis starts. */
    private static Path usersFile(List<String> users, Path... templates) {
        try {
            Path passwords = Files.createDirectories(directory.resolve("passwords"));
            for (String user : users) {
                Files.writeString(
                        Files.createDirectories(passwords.resolve(user)).resolve("password"), "password-of-" + user);
            }
            Path written = directory.resolve("users.acl");
            Process process = new ProcessBuilder(Stream.concat(
                                    Stream.of("sh", SCRIPT.toString(), passwords.toString(), written.toString()),
                                    Stream.of(templates).map(Path::toString))
                            .toList())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(output.replace('\n', ' '));
            }
            return written;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
