package io.doorway.bank;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The bank's pages. */
@CheckedTemplate(basePath = "Pages")
final class Pages {
    private Pages() {}

    static native TemplateInstance home();

    static native TemplateInstance overview(Customer customer, List<BankAccount> accounts);

    /** @param mistaken whether what was entered cannot be paid */
    static native TemplateInstance pay(List<String> payees, boolean mistaken);

    static native TemplateInstance payment(Payment payment);

    /** @param next where the one next step leads */
    static native TemplateInstance refused(String title, String detail, String next, String step);
}
