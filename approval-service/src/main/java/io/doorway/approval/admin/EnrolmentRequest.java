package io.doorway.approval.admin;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * A device is to be enrolled.
 *
 * @param account for this account
 */
record EnrolmentRequest(
        @NotNull @Pattern(regexp = AccountRequest.ACCOUNT, message = AccountRequest.ACCOUNT_IN_WORDS)
        String account) {}
