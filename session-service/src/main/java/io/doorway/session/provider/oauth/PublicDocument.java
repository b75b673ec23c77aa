package io.doorway.session.provider.oauth;

import io.doorway.protocol.encoding.Sha256;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

/**
 * A JSON document of the provider that is the same for everyone: a script of any origin may read it (Fetch standard, CORS protocol), and a
 * cache validates its copy by the entity tag (RFC 9110 section 8.8.3).
 */
public final class PublicDocument {
    private final String json;
    private final EntityTag tag;

    public PublicDocument(String json) {
        this.json = json;
        this.tag = new EntityTag(Sha256.text(json));
    }

    public String json() {
        return json;
    }

    /** The document, or 304 if the request has a current copy. */
    public Response answer(Request request) {
        ResponseBuilder notModified = request.evaluatePreconditions(tag);
        ResponseBuilder response =
                notModified == null ? Response.ok(json, MediaType.APPLICATION_JSON_TYPE) : notModified;
        return response.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }
}
