package io.doorway.session.login.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.testkit.fuzz.Fuzzer;
import io.doorway.testkit.fuzz.MessageMutation;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Fuzzes {@link Hello#parse}. {@link MessageMutation} describes the inputs. */
public class HelloFuzzTest {

    private static final String VALID = "{\"type\":\"hello\",\"proof\":\"eyJ0eXAiOiJkcG9wK2p3dCJ9.e30.AAAA\"}";
    private static final String WITH_TOKEN =
            "{\"type\":\"hello\",\"token\":\"gqVqyZMAnzcDTcmSU47tUoURSeu4C1Dfx0dDR1jFJKs\"}";

    @Test
    void onlyAMessageOfTypeHelloIsParsed() {
        assertThat(Fuzzer.run(HelloFuzzTest.class)).isGreaterThan(1000);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        check(VALID, input);
        check(WITH_TOKEN, input);
    }

    private static void check(String valid, byte[] input) {
        String message = MessageMutation.apply(valid, input);
        Optional<Hello> hello = Hello.parse(message);
        if (hello.isPresent() && !"hello".equals(hello.get().type())) {
            throw new IllegalStateException("parsed as a hello: " + message);
        }
        if (hello.isPresent() && hello.get().token() != null && hello.get().proof() != null) {
            throw new IllegalStateException("both a token and a proof: " + message);
        }
        if (hello.isEmpty() && message.equals(valid)) {
            throw new IllegalStateException("the valid hello was refused");
        }
    }
}
