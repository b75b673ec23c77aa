package io.doorway.session.provider.request;

import com.nimbusds.oauth2.sdk.ResponseMode;
import java.util.List;

/**
 * The response modes that Doorway supports: in the query or by a form (OAuth 2.0 Form Post Response Mode 1.0), as parameters or as one signed
 * JWT (JARM section 2.3). The mode {@code jwt} of a response with a code is {@code query.jwt}.
 */
public final class ResponseModes {
    /** As they are in the metadata. */
    public static final List<ResponseMode> SUPPORTED = List.of(
            ResponseMode.QUERY,
            ResponseMode.FORM_POST,
            ResponseMode.JWT,
            ResponseMode.QUERY_JWT,
            ResponseMode.FORM_POST_JWT);

    private ResponseModes() {}

    static boolean isFormPost(ResponseMode mode) {
        return ResponseMode.FORM_POST.equals(mode) || ResponseMode.FORM_POST_JWT.equals(mode);
    }

    static boolean isSigned(ResponseMode mode) {
        return ResponseMode.JWT.equals(mode)
                || ResponseMode.QUERY_JWT.equals(mode)
                || ResponseMode.FORM_POST_JWT.equals(mode);
    }

    static ResponseMode of(boolean formPost, boolean signed) {
        if (signed) {
            return formPost ? ResponseMode.FORM_POST_JWT : ResponseMode.QUERY_JWT;
        }
        return formPost ? ResponseMode.FORM_POST : ResponseMode.QUERY;
    }
}
