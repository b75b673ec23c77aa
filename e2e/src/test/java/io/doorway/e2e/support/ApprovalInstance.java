package io.doorway.e2e.support;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneApiClient;
import io.doorway.local.Platform.Parts;
import io.doorway.servers.ManagedProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Another instance of approval-service on the servers of the platform, with waiting times for changes of an account, which the platform's
 * own instance does not have.
 */
public final class ApprovalInstance implements AutoCloseable {

    private static final AtomicInteger INSTANCES = new AtomicInteger();
    private static final Pattern PHONE_API =
            Pattern.compile("https?://[^/]+/(devices|passkeys|browsers|activity)\\b.*");

    private final ManagedProcess process;

    private ApprovalInstance(ManagedProcess process) {
        this.process = process;
    }

    /**
     * Starts an instance and returns when it is ready. It reads events in a consumer group of its own: in the group of the platform's
     * instance it would get a part of the events, and with its waiting times make no browser known.
     *
     * @param coolingOff {@code doorway.enrolment.cooling-off}
     * @param changeDelay {@code doorway.enrolment.change-delay}
     */
    public static ApprovalInstance start(Duration coolingOff, Duration changeDelay) {
        String name = "approval-service-" + coolingOff + "-" + INSTANCES.incrementAndGet();
        Path log = TestPlatform.platform().data().resolve(name + ".log");
        ManagedProcess process = TestPlatform.platform()
                .furtherInstance(
                        Parts.APPROVAL,
                        Map.of(
                                "doorway.enrolment.cooling-off",
                                coolingOff.toString(),
                                "doorway.enrolment.change-delay",
                                changeDelay.toString(),
                                "mp.messaging.incoming.events.group.id",
                                name,
                                "mp.messaging.incoming.events.auto.offset.reset",
                                "latest"),
                        log);
        process.start();
        return new ApprovalInstance(process);
    }

    private String address() {
        return "http://" + process.address();
    }

    /** The same phone, which calls this instance. */
    public HeadlessPhone phone(HeadlessPhone phone) {
        return new HeadlessPhone(phone.identity(), new PhoneApiClient(address()));
    }

    /** Lets the page's calls of the phone API reach this instance. */
    public void serve(Page page) {
        page.route(
                PHONE_API,
                route -> route.resume(new Route.ResumeOptions()
                        .setUrl(route.request()
                                .url()
                                .replace(TestPlatform.issuer().toString(), address()))));
    }

    @Override
    public void close() {
        process.stop();
    }
}
