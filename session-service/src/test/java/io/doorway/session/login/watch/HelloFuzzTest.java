package io.doorway.session.login.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.testkit.fuzz.Fuzzer;
import io.doorway.testkit.fuzz.MessageMutation;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Fuzzes {@link Hello#parse}. {@link MessageMutation} describes the inputs. */
public class HelloFuzzTest {

    private static final String VALID = "{\"type\":\"hello\",\"proof\":\"eyJ0eXAiOiJkcG9wK2p3dCJ9.e30.AAAA\"}";

    @Test
    void onlyAMessageOfTypeHelloIsParsed() {
        assertThat(Fuzzer.run(HelloFuzzTest.class)).isGreaterThan(1000);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String message = MessageMutation.apply(VALID, input);
        Optional<Hello> hello = Hello.parse(message);
        if (hello.isPresent() && !"hello".equals(hello.get().type())) {
            throw new IllegalStateException("parsed as a hello: " + message);
        }
        if (hello.isEmpty() && message.equals(VALID)) {
            throw new IllegalStateException("the valid hello was refused");
        }
    }
}
