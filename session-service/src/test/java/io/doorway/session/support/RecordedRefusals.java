package io.doorway.session.support;

import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.web.refusal.Actor;
import io.doorway.web.refusal.Refusals.RefusalListener;
import io.doorway.web.refusal.Refusals.RequestError;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The refusals that the service has recorded with the error that answered a client. */
@ApplicationScoped
public class RecordedRefusals implements RefusalListener {
    /** A refusal of a client's request. */
    public record RecordedRefusal(Attempt attempt, RefusalReason reason, Actor actor, RequestError error) {}

    private final List<RecordedRefusal> recorded = new CopyOnWriteArrayList<>();

    @Override
    public void refused(Attempt attempt, RefusalReason reason, Actor actor, @Nullable RequestError error) {
        if (error != null) {
            recorded.add(new RecordedRefusal(attempt, reason, actor, error));
        }
    }

    /** The latest one of the client. */
    public RecordedRefusal latest(String client) {
        return latest(refusal -> new ClientId(client).equals(refusal.actor().client()));
    }

    /** The latest one, whether its request named a client or not. */
    public RecordedRefusal latest() {
        return latest(refusal -> true);
    }

    private RecordedRefusal latest(Predicate<RecordedRefusal> condition) {
        return recorded.stream()
                .filter(condition)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }
}
