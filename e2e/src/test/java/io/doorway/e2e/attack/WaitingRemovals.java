package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.phone.PhoneResponse;
import io.doorway.e2e.support.ApprovalInstance;
import io.doorway.testkit.concurrent.ConcurrentCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** Removals of an older device that its attacker, a newer one, requests without a passkey. */
final class WaitingRemovals {

    private static final int CONCURRENT = 20;

    private WaitingRemovals() {}

    /** Each in a household of its own, because the request is accepted; the older device stays. */
    static Stream<Named<AttackCase>> cases(ApprovalInstance later) {
        return Stream.of(
                        waiting(later, "requested once", WaitingRemovals::request),
                        waiting(later, "requested again", h -> {
                            Instant first = request(h);
                            assertThat(request(h)).isEqualTo(first);
                            return first;
                        }),
                        waiting(later, "requested by both younger devices", h -> {
                            Instant first = request(h);
                            PhoneResponse second =
                                    h.last().phone().remove(h.owner().id(), null);
                            assertThat(effectiveAt(second)).isEqualTo(first);
                            return first;
                        }),
                        waiting(later, "requested twenty times at once", h -> {
                            Set<Instant> times = Set.copyOf(ConcurrentCalls.run(CONCURRENT, call -> request(h)));
                            assertThat(times).hasSize(1);
                            return times.iterator().next();
                        }),
                        waiting(later, "requested again after it was cancelled", h -> {
                            Instant first = request(h);
                            h.owner().phone().cancelRemoval(h.owner().id()).expect(204);
                            Instant second = request(h);
                            assertThat(second).isAfter(first);
                            return second;
                        }))
                .map(AttackCase::named);
    }

    private interface Request {
        Instant in(Household household) throws Exception;
    }

    /** The removal is a day away, every device sees it, the owner cancels it, and nobody was removed. */
    private static AttackCase waiting(ApprovalInstance later, String name, Request request) {
        return AttackCase.asserting(name, () -> {
            Household household = Household.at(later);
            String before = household.state();

            Instant effectiveAt = request.in(household);

            assertThat(effectiveAt).isAfter(Instant.now().plus(Duration.ofHours(23)));
            for (Household.Device device : List.of(household.owner(), household.last())) {
                assertThat(device.phone().devices())
                        .anySatisfy(listed -> assertThat(listed)
                                .containsEntry(
                                        "credential_id", household.owner().id())
                                .containsKey("removal"));
            }
            household.owner().phone().cancelRemoval(household.owner().id()).expect(204);
            assertThat(household.state()).isEqualTo(before);
        });
    }

    private static Instant request(Household household) {
        return effectiveAt(household.newcomer().phone().remove(household.owner().id(), null));
    }

    private static Instant effectiveAt(PhoneResponse response) {
        return Instant.parse(response.expect(202).text("effective_at"));
    }
}
