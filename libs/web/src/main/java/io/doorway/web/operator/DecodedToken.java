package io.doorway.web.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;

/**
 * Header and claims of a JWT whose signature has been verified.
 *
 * @param header the JOSE header
 * @param claims the claims
 */
record DecodedToken(JsonNode header, JsonNode claims) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws IllegalArgumentException if the text is not a JWT */
    static DecodedToken of(String compact) {
        String[] parts = compact.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a JWT");
        }
        return new DecodedToken(json(parts[0]), json(parts[1]));
    }

    private static JsonNode json(String part) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(part));
        } catch (IOException e) {
            throw new IllegalArgumentException("not a JWT", e);
        }
    }
}
