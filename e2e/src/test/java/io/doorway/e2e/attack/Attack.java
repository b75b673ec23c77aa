package io.doorway.e2e.attack;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class that tries one attack in all its variants against the running platform. Each {@link AttackCase} of its parameterised tests
 * is one case of its row in {@code docs/security/attacks.md}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(AttackRecorder.class)
@interface Attack {

    /** The attack's number in the table of attacks. */
    int row();

    /** The attacker's action. */
    String name();

    /** The controls against it. */
    String control();

    /** The modules and classes that implement the controls. */
    String where();
}
