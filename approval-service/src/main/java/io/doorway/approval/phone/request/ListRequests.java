package io.doorway.approval.phone.request;

import io.doorway.approval.credential.Credential;
import io.doorway.approval.phone.request.RequestList.ListedRequest;
import io.doorway.login.backchannel.PendingRequests;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Lists the requests that a phone can open: those that nobody has claimed, and the one that it has claimed itself. The challenges decide; an entry of
 * the list whose challenge is over is left out.
 */
@Singleton
class ListRequests {
    private final PendingRequests pendingRequests;
    private final ChallengeStore store;

    ListRequests(PendingRequests pendingRequests, ChallengeStore store) {
        this.pendingRequests = pendingRequests;
        this.store = store;
    }

    Uni<RequestList> list(Credential credential) {
        return pendingRequests
                .list(credential.account())
                .chain(this::load)
                .map(loaded -> new RequestList(loaded.stream()
                        .flatMap(Optional::stream)
                        .filter(snapshot -> !snapshot.overdue() && isOpenFor(snapshot.challenge(), credential))
                        .map(snapshot -> ListedRequest.of(snapshot.challenge()))
                        .toList()));
    }

    private Uni<List<Optional<ChallengeSnapshot>>> load(List<ChallengeId> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join().all(ids.stream().map(store::load).toList()).andFailFast();
    }

    private static boolean isOpenFor(Challenge challenge, Credential credential) {
        return switch (challenge) {
            case Created created -> true;
            case Scanned scanned -> scanned.scan().credential().equals(credential.id());
            default -> false;
        };
    }
}
