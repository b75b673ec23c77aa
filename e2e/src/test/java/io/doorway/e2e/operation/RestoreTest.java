package io.doorway.e2e.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneResponse.PhoneRefusedException;
import io.doorway.e2e.support.HeadlessBankLogin;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.local.Platform;
import io.doorway.local.Platform.Parts;
import io.doorway.servers.Ports;
import io.doorway.servers.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A drill of docs/operate.md: PostgreSQL is replaced by a copy of its files, as a snapshot of a volume has them. The services are not
 * restarted.
 */
class RestoreTest {

    private static final Platform PLATFORM = TestPlatform.platform();
    private static final Path DATA = PLATFORM.data().resolve(Parts.POSTGRES);

    @TempDir
    private Path backups;

    @Test
    void aDeviceOfTheBackupLogsInAfterTheRestore() throws SQLException {
        HeadlessPhone inTheBackup = TestPlatform.person("Ada").headlessPhone();
        List<String> tables = tables();
        assertThat(tables).contains("approval.account", "audit.event", "session.login_session");
        Path backup = backUp();
        HeadlessPhone enrolledLater = TestPlatform.person("Grace").headlessPhone();

        restore(backup);

        assertThat(tables()).isEqualTo(tables);
        logIn(inTheBackup);
        HeadlessBankLogin refused = HeadlessBankLogin.begin();
        assertThatThrownBy(() -> enrolledLater.scan(refused::qr)).isInstanceOf(PhoneRefusedException.class);
    }

    /** The tables of the services' schemas. */
    private static List<String> tables() throws SQLException {
        String url = "jdbc:postgresql://%s/%s".formatted(PLATFORM.address(Parts.POSTGRES), PostgresServer.DATABASE);
        List<String> tables = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url, PostgresServer.USER, PostgresServer.PASSWORD);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                    select table_schema || '.' || table_name from information_schema.tables
                    where table_schema in ('approval', 'session', 'audit') order by 1
                    """)) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static void logIn(HeadlessPhone phone) {
        HeadlessBankLogin login = HeadlessBankLogin.begin();
        phone.approve(phone.scan(login::qr));
        login.await("approved");
        assertThat(login.finish()).contains("Ada");
    }

    /** The files of a server that was killed: what a snapshot has, which no shutdown precedes. */
    private Path backUp() {
        Path copy = backups.resolve("backup");
        stop();
        run("cp", "-a", DATA.toString(), copy.toString());
        start();
        return copy;
    }

    private static void restore(Path copy) {
        stop();
        run("rm", "-r", DATA.toString());
        run("cp", "-a", copy.toString(), DATA.toString());
        start();
    }

    private static void stop() {
        String address = PLATFORM.address(Parts.POSTGRES);
        int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
        PLATFORM.kill(Parts.POSTGRES);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Ports.isFree(port));
    }

    private static void start() {
        PLATFORM.restart(Parts.POSTGRES);
        Awaitility.await("approval-service reaches PostgreSQL")
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> TestPlatform.person("Probe") != null);
    }

    private static void run(String... command) {
        try {
            assertThat(new ProcessBuilder(List.of(command)).inheritIO().start().waitFor())
                    .isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
