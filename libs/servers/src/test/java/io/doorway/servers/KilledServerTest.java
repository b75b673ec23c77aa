package io.doorway.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KilledServerTest {

    /** PostgreSQL has a process for each of its tasks. */
    @Test
    void aFrozenServerThatIsKilledLeavesNoProcess() {
        try (PostgresServer postgres = new PostgresServer(Server.Mode.PROCESS)) {
            postgres.start();
            List<ProcessHandle> tasks =
                    ProcessHandle.of(postgres.pid()).orElseThrow().descendants().toList();
            postgres.freeze();

            postgres.kill();

            assertThat(tasks).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        }
    }
}
