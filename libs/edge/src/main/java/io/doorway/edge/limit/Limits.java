package io.doorway.edge.limit;

import io.doorway.edge.limit.Cells.Cell;
import io.doorway.edge.limit.Cells.Full;
import io.doorway.edge.place.Geography;
import io.doorway.edge.place.IpNetwork;
import io.doorway.edge.place.Place;
import io.doorway.edge.problem.Problem;
import io.doorway.edge.refusal.Refusals;
import io.doorway.edge.refusal.Refusals.Who;
import io.doorway.protocol.event.Attempt;
import io.doorway.protocol.event.RefusalReason;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lets an attempt through, or ends it with {@code 429 too-many-requests} (RFC 6585 section 4) that says when to come back, tells
 * the audit and counts it. If the count cannot be kept, the attempt ends with 503.
 *
 * <p>{@link Limited} asks {@link #atTheDoor} for a whole resource; a use case that has found out who asks calls {@link #of}.
 */
@ApplicationScoped
public class Limits {

    private final Cells cells;
    private final Rates rates;
    private final Geography geography;
    private final List<Refusals> refusals;
    private final MeterRegistry metrics;

    /** @param refusals none in audit-service, which reads what the others tell */
    Limits(Cells cells, Rates rates, Geography geography, @All List<Refusals> refusals, MeterRegistry metrics) {
        this.cells = cells;
        this.rates = rates;
        this.geography = geography;
        this.refusals = refusals;
        this.metrics = metrics;
    }

    /** The first gate: by the address that the request came from, and by what came from there before and was forged. */
    public Uni<Void> atTheDoor(Attempt attempt, Who who) {
        List<Cell> all = counted(attempt, who, true);
        all.add(Forgeries.cell(attempt, who.source(), rates, false));
        return take(attempt, who, all);
    }

    /** The second gate: by the client, the credential and the account, as far as {@code who} has them. */
    public Uni<Void> of(Attempt attempt, Who who) {
        return take(attempt, who, counted(attempt, who, false));
    }

    /**
     * Whether more than half of the codes that one address may ask for were asked for lately from this one. Nothing is counted.
     *
     * @param ip the browser's address
     */
    public Uni<Boolean> busy(String ip) {
        Limit limit = Limit.CREATE_BY_ADDRESS;
        return cells.unrest(key(limit, Attempt.CREATE, IpNetwork.LINE.of(ip)))
                .map(unrest -> unrest.multipliedBy(2).compareTo(rates.of(limit).period()) > 0);
    }

    private List<Cell> counted(Attempt attempt, Who who, boolean atTheDoor) {
        List<Cell> all = new ArrayList<>();
        for (Limit limit : Limit.of(attempt)) {
            if (limit.subject().atTheDoor() == atTheDoor) {
                name(limit.subject(), who)
                        .ifPresent(name -> all.add(new Cell(limit, key(limit, attempt, name), rates.of(limit), true)));
            }
        }
        return all;
    }

    private Uni<Void> take(Attempt attempt, Who who, List<Cell> all) {
        return all.isEmpty()
                ? Uni.createFrom().voidItem()
                : cells.take(all)
                        .invoke(full -> full.ifPresent(found -> {
                            throw refuse(attempt, who, found);
                        }))
                        .replaceWithVoid();
    }

    private RuntimeException refuse(Attempt attempt, Who who, Full full) {
        metrics.counter("doorway.limits.refused", "limit", full.limit().text()).increment();
        refusals.forEach(told -> told.record(attempt, RefusalReason.RATE_LIMITED, who));
        return Problem.tooManyRequests(full.after()).asException();
    }

    /** Who it is that the limit counts, if that is known. */
    private Optional<String> name(Subject subject, Who who) {
        return switch (subject) {
            case ADDRESS -> Optional.of(IpNetwork.LINE.of(who.source()));
            case NETWORK -> Optional.of(IpNetwork.NEIGHBOURHOOD.of(who.source()));
            case SYSTEM ->
                geography
                        .of(who.source())
                        .flatMap(place -> Optional.ofNullable(place.network()))
                        .map(Place.Network::number)
                        .map(String::valueOf);
            case CLIENT -> Optional.ofNullable(who.client());
            case CLIENT_AT_ADDRESS ->
                Optional.ofNullable(who.client()).map(client -> client + "@" + IpNetwork.LINE.of(who.source()));
            case CREDENTIAL -> Optional.ofNullable(who.credential());
            case ACCOUNT -> Optional.ofNullable(who.account());
        };
    }

    /** All limits of one attempt are in one hash slot, so that they are taken in one step on Redis Cluster too. */
    static String key(Limit limit, Attempt attempt, String name) {
        return "{limit:" + attempt.wireName() + "}:" + limit.text() + ":" + name;
    }
}
