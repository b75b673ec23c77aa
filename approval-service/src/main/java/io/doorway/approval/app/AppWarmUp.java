package io.doorway.approval.app;

import io.doorway.web.warmup.OwnRequests;
import io.doorway.web.warmup.WarmUpStep;
import jakarta.inject.Singleton;
import java.util.List;

/** Loads the page of the phone app, and asks for what has no method GET. */
@Singleton
class AppWarmUp implements WarmUpStep {

    private final OwnRequests requests;

    AppWarmUp(OwnRequests requests) {
        this.requests = requests;
    }

    @Override
    public void run() throws Exception {
        requests.get(List.of("/app/", "/approvals/scan"));
    }
}
