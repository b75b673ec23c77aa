package io.doorway.bank;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The bank's pages. */
@CheckedTemplate(basePath = "Pages")
final class BankPages {
    private BankPages() {}

    static native TemplateInstance home();

    static native TemplateInstance overview(Customer customer, List<BankAccount> accounts);

    /**
     * The payment form.
     *
     * @param mistaken whether the values entered before are invalid
     */
    static native TemplateInstance pay(List<String> payees, boolean mistaken);

    static native TemplateInstance payment(Payment payment);

    /**
     * A page that explains a failure.
     *
     * @param next the address of the next step
     * @param step the text of the link to it
     */
    static native TemplateInstance refused(String title, String detail, String next, String step);
}
