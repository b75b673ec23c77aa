package io.doorway.approval.judge;

/** What an operator makes of a risk signal. Whatever it is, the person is shown the signal and the audit is told. */
public enum Reaction {
    /** No more than that. */
    SHOW,
    /** The browser has to present the code that the phone shows after the approval. */
    TYPED_CODE,
    /** The approval has to hold a passkey's assertion. */
    PASSKEY,
    /** The login is refused. */
    REFUSE
}
