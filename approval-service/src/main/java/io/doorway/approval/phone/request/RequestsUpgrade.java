package io.doorway.approval.phone.request;

import io.doorway.web.config.Issuer;
import io.doorway.web.request.ClientAddress;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Accepts the socket of an app, and of a page only if it is the app's own: an app that is no page sends no {@code Origin}. */
@Singleton
class RequestsUpgrade implements HttpUpgradeCheck {
    /** The address that sent the upgrade request. */
    static final TypedKey<String> SOURCE = TypedKey.forString("source");

    private static final String ORIGIN = "Origin";
    private static final int FORBIDDEN = 403;

    private final Issuer issuer;

    RequestsUpgrade(Issuer issuer) {
        this.issuer = issuer;
    }

    @Override
    public boolean appliesTo(String endpointId) {
        return RequestsSocket.ENDPOINT.equals(endpointId);
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        String origin = context.httpRequest().getHeader(ORIGIN);
        if (origin != null && !issuer.toString().equals(origin)) {
            return CheckResult.rejectUpgrade(FORBIDDEN);
        }
        context.userData().put(SOURCE, ClientAddress.of(context.httpRequest()));
        return CheckResult.permitUpgrade();
    }
}
