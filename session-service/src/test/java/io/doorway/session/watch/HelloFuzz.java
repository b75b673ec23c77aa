package io.doorway.session.watch;

import io.doorway.testkit.fuzz.Splice;
import java.util.Optional;

/** A socket's first message is no hello, or a hello of that type, and no third thing. For the form of inputs see {@link Splice}. */
public final class HelloFuzz {

    private static final String GENUINE = "{\"type\":\"hello\",\"proof\":\"eyJ0eXAiOiJkcG9wK2p3dCJ9.e30.AAAA\"}";

    private HelloFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String message = Splice.into(GENUINE, input);
        Optional<Hello> hello = Hello.parse(message);
        if (hello.isPresent() && !"hello".equals(hello.get().type())) {
            throw new IllegalStateException("taken for a hello: " + message);
        }
        if (hello.isEmpty() && message.equals(GENUINE)) {
            throw new IllegalStateException("the genuine hello was refused");
        }
    }
}
