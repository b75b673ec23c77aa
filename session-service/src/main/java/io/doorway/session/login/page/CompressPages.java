package io.doorway.session.login.page;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.nio.charset.StandardCharsets;

/** Compresses the pages of methods that are annotated with {@link CompressedPage}. */
@Provider
@CompressedPage
public class CompressPages implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        boolean isPage = MediaType.TEXT_HTML_TYPE.isCompatible(response.getMediaType());
        if (!isPage || !(response.getEntity() instanceof String page)) {
            return;
        }
        response.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        ContentCodings.choose(request.getHeaderString(HttpHeaders.ACCEPT_ENCODING), ContentCodings.AVAILABLE)
                .ifPresent(coding -> {
                    byte[] content = page.getBytes(StandardCharsets.UTF_8);
                    response.setEntity(ContentCodings.encode(coding, content, ContentCodings.QUICK));
                    response.getHeaders().putSingle(HttpHeaders.CONTENT_ENCODING, coding);
                });
    }
}
