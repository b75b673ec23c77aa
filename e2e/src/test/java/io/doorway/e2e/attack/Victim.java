package io.doorway.e2e.attack;

import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.Shop;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.ScannedLogin;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Somebody in the middle of an honest login, with an account, a phone and a browser of their own, for an attacker to interfere with.
 *
 * @param frame what was on the screen when the phone scanned, or a moment ago
 */
record Victim(Doorway.Person person, HeadlessPhone phone, Shop.Login login, String frame, ScannedLogin scanned) {

    private static final ScannedLogin NOT_SCANNED = new ScannedLogin("", "", "");

    static Victim at(String state) {
        return at(state, Shop.PLAIN);
    }

    static Victim at(String state, Shop shop) {
        Doorway.Person person = Doorway.person("Victim");
        return at(state, shop, person, person.headlessPhone());
    }

    /** An honest login of somebody whose phone is enrolled. */
    static Victim at(String state, Shop shop, Doorway.Person person, HeadlessPhone phone) {
        Shop.Login login = shop.begin();
        AtomicReference<String> frame = new AtomicReference<>();
        Supplier<String> screen = () -> frame.updateAndGet(before -> login.frame());
        ScannedLogin scanned = NOT_SCANNED;
        if (state.equals("created") || state.equals("cancelled")) {
            screen.get();
        } else {
            scanned = phone.scan(screen);
        }
        switch (state) {
            case "created", "scanned" -> {}
            case "cancelled" -> login.browser().cancel(login.challenge());
            case "rejected" -> phone.reject(scanned, "not_me");
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
