package io.doorway.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;

/**
 * Ensures that no child process and no container outlives this JVM, even if this JVM is killed. A shell reads their ids from its input and
 * kills those that are left at the end of the input, which the operating system closes with this JVM.
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
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        instructions = shell.outputWriter(StandardCharsets.US_ASCII);
    }

    /** Kills the process when this JVM has ended, unless it ended before. */
    static void watch(Process child) {
        INSTANCE.send("+ " + child.pid());
        var unused = child.onExit().thenAccept(ended -> INSTANCE.send("- " + ended.pid()));
    }

    /** Removes the container when this JVM has ended; ignores one that was removed before. */
    static void watchContainer(String id) {
        INSTANCE.send("container " + id);
    }

    private synchronized void send(String instruction) {
        try {
            instructions.write(instruction + "\n");
            instructions.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
