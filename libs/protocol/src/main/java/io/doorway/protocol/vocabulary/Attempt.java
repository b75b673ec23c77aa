package io.doorway.protocol.vocabulary;

/** The operations that can be refused and limited. */
public enum Attempt implements WireName {
    CREATE,
    FRAMES,
    WATCH,
    CANCEL,
    ENROL,
    SCAN,
    OPEN_LINK,
    ENTER_CODE,
    APPROVE,
    REJECT,
    READ_OUTCOME,
    EXTEND,
    CONSUME,
    REDEEM,
    MANAGE_DEVICES,
    MANAGE_BROWSERS,
    MANAGE_PASSKEYS,
    READ_ACTIVITY,
    DISOWN,
    AUTHORIZE,
    PUSH,
    READ_CLAIMS,
    ADMINISTER,
    READ_AUDIT
}
