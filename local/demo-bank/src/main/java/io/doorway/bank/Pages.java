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

    static native TemplateInstance refused(String title, String detail);
}
