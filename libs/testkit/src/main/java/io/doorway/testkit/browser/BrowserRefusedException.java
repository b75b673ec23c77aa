package io.doorway.testkit.browser;

/** Doorway answered with an error. */
public final class BrowserRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient BrowserAnswer answer;

    BrowserRefusedException(BrowserAnswer answer) {
        super(answer.status() + " " + answer.body());
        this.answer = answer;
    }

    public BrowserAnswer answer() {
        return answer;
    }
}
