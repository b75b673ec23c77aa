package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.function.ThrowingSupplier;

/**
 * One variant of an attack: what is sent, how exactly it is to be refused, and what must be the same afterwards.
 *
 * <p>{@code Attempt.of("no cookie", () -> thief.poll(id)).refused(404, "challenge-not-found").leaving(login::state, "approved")}
 */
final class Attempt {

    /** What only the answer to an accepted request holds. */
    private static final List<String> LOOT =
            List.of("redirect_to", "?code=", "&code=", "access_token", "id_token", "\"transcript\"", "\"request_uri\"");

    private final String name;
    private final Executable trial;

    private Attempt(String name, Executable trial) {
        this.name = name;
        this.trial = trial;
    }

    /** A move whose refusal is still to be said. */
    record Move(String name, ThrowingSupplier<Answer> sent) {

        /** @param error the problem's name, OAuth's error, or a page's heading */
        Attempt refused(int status, String error) {
            return new Attempt(name, () -> {
                Answer answer = sent.get();
                assertThat(answer.inWords()).as("%s: %s", name, answer.body()).isEqualTo(status + " " + error);
                assertThat(answer.body()).as(name).doesNotContain(LOOT);
            });
        }
    }

    static Move of(String name, ThrowingSupplier<Answer> sent) {
        return new Move(name, sent);
    }

    /** An attack of more than one request, with what it must not have brought about. */
    static Attempt holding(String name, Executable trial) {
        return new Attempt(name, trial);
    }

    /** What is read afterwards, and must be as if nobody had tried. */
    Attempt leaving(Supplier<String> state, String unchanged) {
        return new Attempt(name, () -> {
            trial.execute();
            assertThat(state.get()).as(name).isEqualTo(unchanged);
        });
    }

    /** Tries it. */
    void isRefused() throws Throwable {
        trial.execute();
    }

    /** The attempt under its name, as parameterised tests are given it. */
    Named<Attempt> named() {
        return Named.of(name, this);
    }

    /** The same in a group of such attempts. */
    Named<Attempt> named(String group) {
        return new Attempt(group + ": " + name, trial).named();
    }

    @Override
    public String toString() {
        return name;
    }
}
