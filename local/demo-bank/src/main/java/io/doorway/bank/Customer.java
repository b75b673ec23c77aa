package io.doorway.bank;

import jakarta.json.JsonString;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * The customer, from the claims of the verified ID token.
 *
 * @param name the person's name, otherwise the subject
 * @param assurance the assurance level ({@code acr})
 * @param methods how the person was authenticated ({@code amr})
 * @param since when the person was authenticated ({@code auth_time})
 */
record Customer(String name, String assurance, List<String> methods, Instant since) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofLocalizedDateTime(
                    FormatStyle.LONG, FormatStyle.SHORT)
            .withLocale(Locale.UK)
            .withZone(ZoneId.systemDefault());

    static Customer of(JsonWebToken idToken) {
        String name = idToken.getClaim("name");
        String acr = idToken.getClaim("acr");
        List<?> amr = idToken.<List<?>>claim("amr").orElse(List.of());
        Number authTime = idToken.<Number>claim("auth_time").orElse(idToken.getIssuedAtTime());
        return new Customer(
                name == null ? idToken.getSubject() : name,
                acr,
                amr.stream().map(Customer::text).toList(),
                Instant.ofEpochSecond(authTime.longValue()));
    }

    public String firstName() {
        return name.split(" ", 2)[0];
    }

    public String formattedSince() {
        return TIME.format(since);
    }

    private static String text(Object value) {
        return value instanceof JsonString json ? json.getString() : value.toString();
    }
}
