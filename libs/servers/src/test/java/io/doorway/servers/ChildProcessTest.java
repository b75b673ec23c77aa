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
        Path log = directory.resolve("log");
        ChildProcess child = new ChildProcess(ChildProcess.atLowestPriority(program(StartsChild.class)), Map.of(), log);

        child.start();
        await().until(() -> !child.running());

        assertThat(Files.readString(log)).as("of the child").contains("nice 19");
        assertThat(Files.readString(directory.resolve("grandchild")))
                .as("of its child")
                .contains("nice 19");
        assertThat(Files.readString(own)).as("of this process").isEqualTo(before);
    }

    /** The program that stops its children in order when it ends may start them at any time. */
    @Test
    void aChildThatIsStartedAfterTheFirstTaskWasRegisteredIsStoppedAndNotKilled() throws IOException {
        ChildProcess child = new ChildProcess(program(EndsBesideChild.class), Map.of(), directory.resolve("log"));

        child.start();
        await().until(() -> !child.running());

        assertThat(Files.readString(directory.resolve("grandchild"))).isEqualTo("started\nstopped\n");
    }

    private List<String> program(Class<?> main) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                directory.toString());
    }

    /** Ends while its child runs. */
    static final class EndsBesideChild {
        public static void main(String[] arguments) {
            List<ChildProcess> children = new ArrayList<>();
            ShutdownTasks.registerFirst(() -> children.forEach(ChildProcess::stop));
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

    /** Prints the priority of its session, and lets a child of its own do the same. */
    static final class StartsChild {
        public static void main(String[] arguments) throws IOException {
            System.out.println(Files.readString(Path.of("/proc/self/autogroup")));
            ChildProcess child = new ChildProcess(
                    List.of("cat", "/proc/self/autogroup"), Map.of(), Path.of(arguments[0], "grandchild"));
            child.start();
            await().until(() -> !child.running());
        }
    }
}
