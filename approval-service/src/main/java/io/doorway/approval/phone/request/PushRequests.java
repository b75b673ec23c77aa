package io.doorway.approval.phone.request;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.doorway.approval.credential.Credential;
import io.doorway.approval.credential.Credentials;
import io.doorway.approval.phone.request.RequestWatcher.CloseCode;
import io.doorway.protocol.vocabulary.AccountId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Sends the list of requests to open apps. A device that was revoked meanwhile, or whose account was suspended, is disconnected. */
@Singleton
class PushRequests {
    private final Credentials credentials;
    private final ListRequests listRequests;
    private final RequestWatchers watchers;
    private final ObjectMapper mapper;

    PushRequests(Credentials credentials, ListRequests listRequests, RequestWatchers watchers, ObjectMapper mapper) {
        this.credentials = credentials;
        this.listRequests = listRequests;
        this.watchers = watchers;
        this.mapper = mapper;
    }

    /** To every open app of the account at this instance. A failure disconnects the app, which connects again. */
    void toAllOf(AccountId account) {
        watchers.of(account)
                .forEach(watcher ->
                        to(watcher).subscribe().with(done -> {}, failure -> watcher.close(CloseCode.UNAVAILABLE)));
    }

    Uni<Void> to(RequestWatcher watcher) {
        return credentials
                .find(watcher.credential())
                .chain(found -> found.filter(credential -> credential.active() && credential.accountActive())
                        .map(credential -> send(watcher, credential))
                        .orElseGet(() ->
                                Uni.createFrom().voidItem().invoke(() -> watcher.close(CloseCode.INVALID_MESSAGE))));
    }

    private Uni<Void> send(RequestWatcher watcher, Credential credential) {
        return listRequests
                .list(credential)
                .invoke(list -> watcher.send(text(list)))
                .replaceWithVoid();
    }

    private String text(RequestList list) {
        ObjectNode message = mapper.valueToTree(list);
        return message.put("type", "requests").toString();
    }
}
