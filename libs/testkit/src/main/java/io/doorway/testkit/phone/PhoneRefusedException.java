package io.doorway.testkit.phone;

/** The server did not do what the phone asked. */
public final class PhoneRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient PhoneAnswer answer;

    PhoneRefusedException(PhoneAnswer answer) {
        super(answer.status() + ": " + answer.body());
        this.answer = answer;
    }

    public PhoneAnswer answer() {
        return answer;
    }
}
