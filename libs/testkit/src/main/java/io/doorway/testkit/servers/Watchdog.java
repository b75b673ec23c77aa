package io.doorway.testkit.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;

/**
 * Sees to it that no child and no container outlives this JVM, even if this JVM is killed: a small shell that is told
 * their ids, and ends those that are left when its input ends, which the operating system does for us.
 */
final class Watchdog {

    private static final String SCRIPT = """
            trap '' INT TERM HUP
            children=' '
            containers=
            while read -r change id; do
              case $change in
                +) children="$children$id " ;;
                -) children="${children%%" $id "*} ${children#*" $id "}" ;;
                container) containers="$containers $id" ;;
              esac
            done
            kill -9 $children 2>/dev/null
            [ -z "$containers" ] || docker rm --force --volumes $containers
            """;

    private static final Watchdog INSTANCE = new Watchdog();

    private final Process shell;
    private final Writer instructions;

    private Watchdog() {
        try {
            shell = new ProcessBuilder("/bin/sh", "-c", SCRIPT)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException noShell) {
            throw new UncheckedIOException(noShell);
        }
        instructions = shell.outputWriter(StandardCharsets.US_ASCII);
    }

    static void watch(Process child) {
        INSTANCE.tell("+ " + child.pid());
        var unused = child.onExit().thenAccept(ended -> INSTANCE.tell("- " + ended.pid()));
    }

    /** One that is gone by then does no harm. */
    static void watchContainer(String id) {
        INSTANCE.tell("container " + id);
    }

    private synchronized void tell(String instruction) {
        try {
            instructions.write(instruction + "\n");
            instructions.flush();
        } catch (IOException shellEnded) {
            throw new UncheckedIOException(shellEnded);
        }
    }
}
