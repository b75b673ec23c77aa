package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.function.ThrowingSupplier;

/**
 * One variant of an attack: the call, its exact refusal, and a value that must not change.
 *
 * <p>{@code AttackCase.of("no cookie", () -> thief.poll(id)).refused(404, "challenge-not-found").leaving(login::state, "approved")}
 */
final class AttackCase {

    /** Texts that only a response to an accepted request contains. */
    private static final List<String> SUCCESS_MARKERS =
            List.of("redirect_to", "?code=", "&code=", "access_token", "id_token", "\"transcript\"", "\"request_uri\"");

    private final String name;
    private final Executable check;

    private AttackCase(String name, Executable check) {
        this.name = name;
        this.check = check;
    }

    /** A call whose expected refusal is not set yet. */
    record UncheckedCall(String name, ThrowingSupplier<ObservedResponse> call) {

        /** @param error the problem's name, OAuth's error, or a page's heading */
        AttackCase refused(int status, String error) {
            return new AttackCase(name, () -> {
                ObservedResponse answer = call.get();
                assertThat(answer.summary()).as("%s: %s", name, answer.body()).isEqualTo(status + " " + error);
                assertThat(answer.body()).as(name).doesNotContain(SUCCESS_MARKERS);
            });
        }
    }

    static UncheckedCall of(String name, ThrowingSupplier<ObservedResponse> call) {
        return new UncheckedCall(name, call);
    }

    /** An attack of more than one request, with its own assertions. */
    static AttackCase asserting(String name, Executable check) {
        return new AttackCase(name, check);
    }

    /** Adds an assertion about a value that is read after the call. */
    AttackCase leavingUnchanged(Supplier<String> state, String expected) {
        return new AttackCase(name, () -> {
            check.execute();
            assertThat(state.get()).as(name).isEqualTo(expected);
        });
    }

    /** Makes the call and asserts that it is refused. */
    void isRefused() throws Throwable {
        check.execute();
    }

    /** The case with its name, as an argument of a parameterised test. */
    Named<AttackCase> named() {
        return Named.of(name, this);
    }

    /** The case with its name and that of a group. */
    Named<AttackCase> named(String group) {
        return new AttackCase(group + ": " + name, check).named();
    }

    @Override
    public String toString() {
        return name;
    }
}
