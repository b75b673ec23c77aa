package io.doorway.testkit.phone;

/** The server did not do what the phone asked. */
public final class PhoneRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient PhoneAnswer answer;

    PhoneRefusedException(PhoneAnswer answer) {
        super(inWords(answer));
        this.answer = answer;
    }

    public PhoneAnswer answer() {
        return answer;
    }

    /** What to do about it, where the server said so. */
    private static String inWords(PhoneAnswer answer) {
        boolean problem = answer.body().startsWith("{") && answer.json().containsKey("detail");
        return problem
                ? answer.json().get("detail") + " (" + answer.problem() + ")"
                : answer.status() + ": " + answer.body();
    }
}
