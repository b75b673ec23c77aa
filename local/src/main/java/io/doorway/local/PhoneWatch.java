package io.doorway.local;

import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.servers.Polling;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Waits until a login page of the local platform shows a code, shows who asks, and asks for the decision. */
final class PhoneWatch {

    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final ShownCodes codes;
    private final String bank;
    private final BufferedReader in;
    private final PrintWriter out;
    private @Nullable String refused;

    PhoneWatch(ShownCodes codes, String bank, BufferedReader in, PrintWriter out) {
        this.codes = codes;
        this.bank = bank;
        this.in = in;
        this.out = out;
    }

    /**
     * The code of the login page that was opened last. One that was refused is not returned again; the page shows another a second later.
     *
     * @throws LocalPlatformException if none is opened in time
     */
    String await(Duration timeout) {
        Optional<String> open = newest();
        if (open.isEmpty()) {
            out.println("No login page is open. Waiting: open " + bank + " and press \"Log in with Doorway\".");
            out.flush();
        }
        return open.or(() -> Polling.find(this::newest, timeout, INTERVAL))
                .orElseThrow(
                        () -> new LocalPlatformException("no login page was opened in " + timeout.toSeconds() + " s"));
    }

    private Optional<String> newest() {
        return codes.newest().filter(code -> !code.equals(refused));
    }

    /** The code cannot be scanned. */
    void refused(String code) {
        refused = code;
    }

    /**
     * What was answered.
     *
     * @param approval the service's answer to an approval; empty after a rejection
     * @param endOfInput whether the input ended before a decision, which rejects
     */
    record Answer(Optional<PhoneResponse> approval, boolean endOfInput) {}

    /** Asks for the decision and sends it; everything but {@code y} rejects. */
    Answer decide(HeadlessPhone phone, ScannedLogin login) throws IOException {
        out.print("Approve? [y/N] ");
        out.flush();
        String answer = in.readLine();
        if (answer != null && answer.strip().equalsIgnoreCase("y")) {
            return new Answer(Optional.of(phone.approve(login)), false);
        }
        phone.reject(login, "changed_mind");
        return new Answer(Optional.empty(), answer == null);
    }
}
