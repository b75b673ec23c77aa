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
 * Who logged in, as the verified ID token says.
 *
 * @param name what the bank calls the person
 * @param assurance how sure Doorway is ({@code acr})
 * @param methods how the person was authenticated ({@code amr})
 * @param since when ({@code auth_time})
 */
record Customer(String name, String assurance, List<String> methods, Instant since) {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofLocalizedDateTime(
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

    public String sinceInWords() {
        return WHEN.format(since);
    }

    private static String text(Object value) {
        return value instanceof JsonString json ? json.getString() : value.toString();
    }
}
