package io.doorway.session.provider.registration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.session.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The registrations that clients sent, in PostgreSQL. Each request for a change takes the lock of the version, and each change raises it, so that
 * changes happen one after the other, and an instance that knows the latest version knows every registration.
 */
@Singleton
class StoredRegistrations {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String SELECT =
            "SELECT client_id, metadata::text AS metadata, registered_at FROM session.client_registration";

    private final Database database;

    StoredRegistrations(Database database) {
        this.database = database;
    }

    /**
     * One registration.
     *
     * @param metadata without secrets, and without what the operator's policy adds
     * @param registeredAt when it was registered first
     */
    record StoredRegistration(ClientId client, ObjectNode metadata, Instant registeredAt) {}

    /**
     * All registrations.
     *
     * @param version of the registrations; each change has a higher one
     */
    record Registrations(long version, Map<ClientId, StoredRegistration> all) {}

    /** The version of what is stored. */
    Uni<Long> version() {
        return database.query("SELECT version FROM session.client_registration_version", Tuple.tuple())
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** The registration of one client. */
    Uni<Optional<StoredRegistration>> find(ClientId client) {
        return database.query(SELECT + " WHERE client_id = $1", Tuple.of(client.value()))
                .map(rows -> Database.first(rows).map(StoredRegistrations::registration));
    }

    /**
     * What is stored. No other instance changes it before {@code work} is complete.
     *
     * @param work gets the registrations and may change them; if it fails, nothing is changed
     */
    <T> Uni<T> locked(boolean change, Function<Locked, Uni<T>> work) {
        String lock = "SELECT version FROM session.client_registration_version FOR " + (change ? "UPDATE" : "SHARE");
        return database.inTransaction(transaction -> Database.query(transaction, lock, Tuple.tuple())
                .map(rows -> rows.iterator().next().getLong(0))
                .chain(version -> Database.query(transaction, SELECT, Tuple.tuple())
                        .map(rows -> Database.list(rows, StoredRegistrations::registration))
                        .chain(rows ->
                                work.apply(new Locked(transaction, new Registrations(version, byClient(rows)))))));
    }

    /** The registrations while they are locked. */
    static final class Locked {
        private final SqlClient transaction;
        private final Registrations registrations;

        private Locked(SqlClient transaction, Registrations registrations) {
            this.transaction = transaction;
            this.registrations = registrations;
        }

        Registrations registrations() {
            return registrations;
        }

        /** Stores a registration, in place of an earlier one of the client. */
        Uni<Registrations> put(StoredRegistration registration) {
            Map<ClientId, StoredRegistration> all = new LinkedHashMap<>(registrations.all());
            all.put(registration.client(), registration);
            return Database.query(
                            transaction,
                            """
                            INSERT INTO session.client_registration (client_id, metadata, registered_at)
                            VALUES ($1, $2::text::jsonb, $3)
                            ON CONFLICT (client_id) DO UPDATE SET metadata = excluded.metadata
                            """,
                            Tuple.of(
                                    registration.client().value(),
                                    registration.metadata().toString(),
                                    Database.timestamp(registration.registeredAt())))
                    .chain(() -> raised(all));
        }

        /** Removes the registration of a client. */
        Uni<Registrations> remove(ClientId client) {
            Map<ClientId, StoredRegistration> all = new LinkedHashMap<>(registrations.all());
            all.remove(client);
            return Database.query(
                            transaction,
                            "DELETE FROM session.client_registration WHERE client_id = $1",
                            Tuple.of(client.value()))
                    .chain(() -> raised(all));
        }

        private Uni<Registrations> raised(Map<ClientId, StoredRegistration> all) {
            return Database.query(
                            transaction,
                            "UPDATE session.client_registration_version SET version = version + 1 RETURNING version",
                            Tuple.tuple())
                    .map(rows -> new Registrations(rows.iterator().next().getLong(0), all));
        }
    }

    private static Map<ClientId, StoredRegistration> byClient(List<StoredRegistration> rows) {
        Map<ClientId, StoredRegistration> all = new LinkedHashMap<>();
        rows.forEach(row -> all.put(row.client(), row));
        return all;
    }

    private static StoredRegistration registration(Row row) {
        try {
            return new StoredRegistration(
                    new ClientId(row.getString("client_id")),
                    (ObjectNode) MAPPER.readTree(row.getString("metadata")),
                    Database.instant(row, "registered_at"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database has JSON", e);
        }
    }
}
