package io.doorway.e2e.attack;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class that holds one attack, tried in all its variants against the running platform. Each {@link Attempt} that a parameterised
 * test of it is given counts as one case of the row in {@code docs/security/attacks.md}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(AttackRecorder.class)
@interface Attack {

    /** The attack's number in the table of attacks. */
    int row();

    /** What the attacker does. */
    String name();

    /** What stops it. */
    String control();

    /** The code that does, as modules and classes. */
    String where();
}
