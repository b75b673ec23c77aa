package io.doorway.audit.ocsf;

/** The words of the OWASP Logging Vocabulary that Doorway's events have a use for. */
final class Owasp {

    static final String LOGIN_SUCCESS = "authn_login_success";
    static final String LOGIN_FAIL = "authn_login_fail";
    static final String LOGIN_LOCK = "authn_login_lock";
    static final String TOKEN_CREATED = "authn_token_created";
    static final String TOKEN_REUSE = "authn_token_reuse";
    static final String TOKEN_REVOKED = "authn_token_revoked";
    static final String AUTHORIZATION_FAIL = "authz_fail";
    static final String RATE_LIMIT = "excess_rate_limit_exceeded";
    static final String INVALID_INPUT = "input_validation_fail";
    static final String DIRECT_REFERENCE = "malicious_direct_reference";
    static final String CORS = "malicious_cors";
    static final String SEQUENCE_FAIL = "sequence_fail";
    static final String SESSION_EXPIRED = "session_expired";
    static final String USER_UPDATED = "user_updated";

    private Owasp() {}
}
