package io.doorway.session.provider.request;

import com.nimbusds.oauth2.sdk.ErrorObject;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.protocol.vocabulary.TraceReference;
import io.doorway.session.login.page.Pages.ErrorDetails;
import io.doorway.session.provider.client.ClientCalls;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.web.refusal.Actor;
import io.doorway.web.refusal.Refusals;
import io.doorway.web.trace.LoginTrace;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * The errors of requests that a client sends by a browser. The person sees a page, or the client gets the error in a redirect; the operator, and
 * the developer of the client that the request names, find its cause in the audit.
 */
@Singleton
public class BrowserErrors {

    private final Refusals refusals;
    private final LoginTrace trace;

    BrowserErrors(Refusals refusals, LoginTrace trace) {
        this.refusals = refusals;
        this.trace = trace;
    }

    /**
     * Records an error.
     *
     * @param client that the request names, or null
     * @param source the address of the request
     * @param cause with a description that repeats nothing of the request
     * @return what an error page says about it: a reference, by which it is found in the audit, and the cause
     */
    public ErrorDetails record(@Nullable RegisteredClient client, String source, ErrorObject cause) {
        @Nullable String context = trace.current();
        Actor sender = Actor.at(source).tracedBy(context);
        refusals.record(
                Attempt.AUTHORIZE,
                RefusalReason.INVALID_REQUEST,
                client == null ? sender : sender.asking(client.id()),
                ClientCalls.of(cause));
        return new ErrorDetails(TraceReference.of(context).orElse(null), cause.getDescription());
    }
}
