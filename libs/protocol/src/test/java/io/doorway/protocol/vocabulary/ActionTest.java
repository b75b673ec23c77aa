package io.doorway.protocol.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.vocabulary.Action.Detail;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What events contain of an action. */
class ActionTest {

    @Test
    void eventsContainAmountAndPayeeButNoFreeText() {
        Action payment = new Action(
                "payment",
                "for the flat",
                List.of(
                        new Detail("amount", "Amount", "42.50"),
                        new Detail("currency", "Currency", "EUR"),
                        new Detail("payee", "Payee", "Harbour Rail"),
                        new Detail("payee_account", "Account of the payee", "DE00 1234"),
                        new Detail("reference", "Reference", "for the flat"),
                        new Detail("note", "Note", "of an operator's own type")));

        assertThat(payment.publishedDetails())
                .hasToString("{amount=42.50, currency=EUR, payee=Harbour Rail, payee_account=DE00 1234}");
    }

    @Test
    void anActionWithoutSuchFieldsHasNone() {
        assertThat(new Action("login", null).publishedDetails()).isNull();
        assertThat(new Action("contract", null, List.of(new Detail("title", "Title", "Lease"))).publishedDetails())
                .isNull();
    }
}
