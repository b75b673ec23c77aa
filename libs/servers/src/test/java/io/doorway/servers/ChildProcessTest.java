package io.doorway.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    @TempDir
    Path directory;

    /** On Linux each session has a priority of its own, and each child is a session. */
    @Test
    void whatAChildOfTheLowestPriorityStartsHasItToo() throws IOException {
        Path own = Path.of("/proc/self/autogroup");
        assumeThat(own).exists();
        String before = Files.readString(own);
        ChildProcess child = new ChildProcess(
                SessionPriority.lowest(TestProgram.of(StartsChild.class, directory)),
                Map.of(),
                directory.resolve("log"));

        child.start();
        await().until(() -> !child.running());

        assertThat(Files.readString(directory.resolve("child")))
                .as("of the child")
                .contains("nice 19");
        assertThat(Files.readString(directory.resolve("grandchild")))
                .as("of its child")
                .contains("nice 19");
        assertThat(Files.readString(own)).as("of this process").isEqualTo(before);
    }

    /** The program that stops its children in order when it ends may start them at any time. */
    @Test
    void aChildThatIsStartedAfterTheTaskWasRegisteredIsStoppedAndNotKilled() throws IOException {
        ChildProcess child =
                new ChildProcess(TestProgram.of(EndsBesideChild.class, directory), Map.of(), directory.resolve("log"));

        child.start();
        await().until(() -> !child.running());

        assertThat(Files.readString(directory.resolve("grandchild"))).isEqualTo("started\nstopped\n");
    }

    /** Ends while its child runs. */
    static final class EndsBesideChild {
        public static void main(String[] arguments) {
            List<ChildProcess> children = new ArrayList<>();
            ShutdownTasks.register(ShutdownTasks.Phase.STOP, () -> children.forEach(ChildProcess::stop));
            Path log = Path.of(arguments[0], "grandchild");
            ChildProcess child = new ChildProcess(
                    List.of(
                            "/bin/sh",
                            "-c",
                            "trap 'echo stopped; exit' TERM; echo started; while :; do sleep 0.1; done"),
                    Map.of(),
                    log);
            children.add(child);
            child.start();
            await().until(() -> Files.readString(log).equals("started\n"));
        }
    }

    /** Writes the priority of its session, and lets a child of its own do the same. */
    static final class StartsChild {
        public static void main(String[] arguments) throws IOException {
            Path own = Path.of("/proc/self/autogroup");
            Files.writeString(Path.of(arguments[0], "child"), Files.readString(own));
            ChildProcess child =
                    new ChildProcess(List.of("cat", own.toString()), Map.of(), Path.of(arguments[0], "grandchild"));
            child.start();
            await().until(() -> !child.running());
        }
    }
}
