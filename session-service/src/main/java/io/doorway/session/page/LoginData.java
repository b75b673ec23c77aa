package io.doorway.session.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.doorway.protocol.challenge.Action;
import io.doorway.protocol.challenge.RelyingParty;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The page's data block, {@code <script type="application/json" id="doorway-login">}.
 *
 * @param ticket the login ticket
 * @param client who asks
 * @param action what for
 * @param request digest of the authorization request
 * @param cancel where giving up leads, or null
 * @param renewFor seconds for which expired codes are replaced silently
 * @param serverTime when the page was made
 */
record LoginData(
        String ticket,
        RelyingParty client,
        Action action,
        String request,
        @Nullable URI cancel,
        long renewFor,
        Instant serverTime) {

    private static final ObjectWriter WRITER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build()
            .writerFor(LoginData.class);

    /**
     * JSON that is safe inside a script element. What could end the element, or open a comment in it, starts with a {@code <},
     * which JSON has only inside strings, where an escape means the same.
     */
    String toScript() {
        try {
            return WRITER.writeValueAsString(this).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every page's data can be written", e);
        }
    }
}
