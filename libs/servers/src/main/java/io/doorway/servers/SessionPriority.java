package io.doorway.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The priority of a session, which Linux has where it schedules by session (sched(7), autogroup): between sessions it counts in place of that
 * of the processes, and a new session has the default one. Elsewhere nothing but the priority of processes counts.
 */
public final class SessionPriority {

    private static final Path OF_THIS_SESSION = Path.of("/proc/self/autogroup");
    private static final Pattern NICE = Pattern.compile("nice (-?\\d+)");
    private static final int LOWEST = 19;

    private SessionPriority() {}

    /** A command line that runs the command at the lowest priority, in a session of its own. */
    public static List<String> lowest(List<String> command) {
        List<String> nice = ChildProcess.command("nice", List.of("-n", Integer.toString(LOWEST)), command);
        return with(LOWEST, nice);
    }

    /** A command line that runs the command in a new session with the priority of this process's one. */
    static List<String> ofThisOne(List<String> command) {
        int nice = ofThisSession();
        return nice == 0 ? command : with(nice, command);
    }

    private static List<String> with(int nice, List<String> command) {
        String script = "{ echo %d >%s; } 2>/dev/null; exec \"$@\"".formatted(nice, OF_THIS_SESSION);
        return ChildProcess.command("/bin/sh", List.of("-c", script, "sh"), command);
    }

    private static int ofThisSession() {
        try {
            Matcher nice = NICE.matcher(Files.readString(OF_THIS_SESSION));
            return nice.find() ? Integer.parseInt(nice.group(1)) : 0;
        } catch (IOException none) {
            return 0;
        }
    }
}
