package io.doorway.e2e.attack;

import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * A person with an account, a phone and a browser, and a login in some state, which an attack interferes with.
 *
 * @param frame the frame that the phone scanned, or the first frame of a login that was not scanned
 */
record Victim(TestPlatform.Person person, HeadlessPhone phone, Shop.Login login, String frame, ScannedLogin scanned) {

    private static final ScannedLogin NOT_SCANNED = new ScannedLogin("", "", "");

    static Victim at(String state) {
        return at(state, Shop.PLAIN);
    }

    static Victim at(String state, Shop shop) {
        TestPlatform.Person person = TestPlatform.person("Victim");
        return at(state, shop, person, person.headlessPhone());
    }

    /** The victim of an existing account with an enrolled phone. */
    static Victim at(String state, Shop shop, TestPlatform.Person person, HeadlessPhone phone) {
        Shop.Login login = shop.begin();
        AtomicReference<String> frame = new AtomicReference<>();
        Supplier<String> screen = () -> frame.updateAndGet(previous -> login.frame());
        ScannedLogin scanned = NOT_SCANNED;
        if (state.equals("created") || state.equals("cancelled")) {
            screen.get();
        } else {
            scanned = phone.scan(screen);
        }
        switch (state) {
            case "created", "scanned" -> {}
            case "cancelled", "cancelled after the scan" -> login.browser().cancel(login.challenge());
            case "cancelled after the approval" -> {
                phone.approve(scanned);
                login.browser().cancel(login.challenge());
            }
            case "rejected" -> phone.reject(scanned, "not_me");
            case "rejected after the approval" -> {
                phone.approve(scanned);
                phone.reject(scanned, "not_me");
            }
            case "approved" -> phone.approve(scanned);
            case "consumed" -> {
                phone.approve(scanned);
                login.browser().complete(login.challenge());
            }
            default -> throw new IllegalArgumentException(state);
        }
        return new Victim(person, phone, login, frame.get(), scanned);
    }

    String challenge() {
        return login.challenge();
    }

    String state() {
        return login.state();
    }
}
