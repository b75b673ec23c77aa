package io.doorway.bank;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;

/**
 * An account with its last movements.
 *
 * @param name the customer's name for it
 * @param number the IBAN; its check digits are invalid, so that no real payment can be made to it
 * @param movements newest first
 */
record BankAccount(String name, String number, String balance, List<Movement> movements) {
    /** One payment in or out. */
    record Movement(String day, String text, String amount, boolean incoming) {}

    /** Sample accounts, the same for every customer. */
    static List<BankAccount> samples() {
        return List.of(
                new BankAccount(
                        "Current account",
                        "GB00 HARB 2015 0900 4471 23",
                        euros("3284.17"),
                        List.of(
                                movement("Today", "Quayside Coffee", "-4.20"),
                                movement("Yesterday", "Salary, Lighthouse Ltd", "2950.00"),
                                movement("Yesterday", "Harbour Rail season ticket", "-89.00"),
                                movement("Tuesday", "Bakery on the Pier", "-12.65"))),
                new BankAccount(
                        "Rainy days",
                        "GB00 HARB 2015 0900 4471 99",
                        euros("12450.00"),
                        List.of(
                                movement("1 November", "Standing order", "250.00"),
                                movement("31 October", "Interest", "18.72"))));
    }

    private static Movement movement(String day, String text, String amount) {
        return new Movement(day, text, euros(amount), !amount.startsWith("-"));
    }

    private static String euros(String amount) {
        return euros(new BigDecimal(amount));
    }

    static String euros(BigDecimal amount) {
        return NumberFormat.getCurrencyInstance(Locale.of("en", "IE")).format(amount);
    }
}
