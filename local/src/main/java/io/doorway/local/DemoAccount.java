package io.doorway.local;

import io.doorway.testkit.operator.Operator;
import java.util.Map;

/** The person who logs in on a local platform, created through the same administration that an operator uses. */
final class DemoAccount {

    private static final String ACCOUNT = "ada";
    private static final Map<String, Object> CLAIMS =
            Map.of("name", "Ada Lovelace", "given_name", "Ada", "email", "ada@example.org");

    private final Operator operator;

    DemoAccount(Operator operator) {
        this.operator = operator;
    }

    /** Creates the account, unless kept data has it already, and a one-time link to enrol a phone. */
    String enrolmentLink() {
        try {
            operator.account(ACCOUNT, CLAIMS);
            return operator.enrolmentLink(ACCOUNT);
        } catch (IllegalStateException refused) {
            throw new LocalPlatformException("no demo account: " + refused.getMessage(), refused);
        }
    }
}
