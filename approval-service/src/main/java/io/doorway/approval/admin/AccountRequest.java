package io.doorway.approval.admin;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Map;

/**
 * An account to create or change.
 *
 * @param account its name, stable and never given to another person
 * @param claims what may be told about the person, by OpenID claim name
 */
record AccountRequest(
        @NotNull @Pattern(regexp = AccountRequest.ACCOUNT, message = AccountRequest.ACCOUNT_IN_WORDS)
        String account,

        @NotNull Map<@NotBlank String, @NotNull Object> claims) {
    static final String ACCOUNT = "[A-Za-z0-9._@+-]{1,200}";
    static final String ACCOUNT_IN_WORDS = "has 1 to 200 letters, digits or . _ @ + -";
}
