package io.doorway.web.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Maps exceptions to responses. An unexpected exception is logged, and the response does not contain it. */
final class ProblemMappers {

    private static final Logger LOGGER = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response problem(ProblemException exception) {
        return exception.problem().asResponse();
    }

    /** Both types are listed, because Quarkus has a mapper for the second one, which repeats parts of the request. */
    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    Response notJson(JsonProcessingException malformed) {
        return Problem.of(400, "invalid-request", "The body is not the JSON that this call accepts.")
                .asResponse();
    }

    @ServerExceptionMapper
    Response http(WebApplicationException exception, HttpServerRequest request) {
        int status = exception.getResponse().getStatus();
        return switch (status) {
            case 400 ->
                Problem.of(400, "invalid-request", "The request does not have the form that this call accepts.")
                        .asResponse();
            case 401 ->
                Problem.of(401, "unauthenticated", "Authenticate and try again.")
                        .asResponse();
            case 403 ->
                Problem.of(403, "forbidden", "The caller may not do this.").asResponse();
            case 404 ->
                MethodNotAllowed.isRefused(request.method().name()) ? MethodNotAllowed.problem() : notFound(request);
            case 405 -> MethodNotAllowed.problem();
            case 406 ->
                Problem.of(406, "not-acceptable", "This address cannot answer in that media type.")
                        .asResponse();
            case 413 ->
                Problem.of(413, "too-large", "A body has at most 16 KiB.").asResponse();
            case 415 ->
                Problem.of(415, "unsupported-media-type", "This address does not accept that media type.")
                        .asResponse();
            default -> exception.getResponse();
        };
    }

    /**
     * A body that became too long, or whose client left, while it was read. The server has ended that request itself, so this response
     * is not sent.
     */
    @ServerExceptionMapper
    Response bodyNotRead(IOException failure, HttpServerRequest request) {
        if (!request.response().ended() && !request.response().closed()) {
            return unexpected(failure);
        }
        LOGGER.infof("refused, because the body could not be read: %s", failure.getMessage());
        return Response.status(Response.Status.REQUEST_ENTITY_TOO_LARGE).build();
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failure) {
        LOGGER.error("request failed unexpectedly", failure);
        return Problem.of(500, "internal", "Doorway failed. The failure is logged, and nothing was granted.")
                .asResponse();
    }

    private static Response notFound(HttpServerRequest request) {
        if (!ErrorPage.isWanted(request)) {
            return Problem.of(404, "not-found", "This address does not exist.").asResponse();
        }
        request.response().headers().set("Content-Security-Policy", ErrorPage.POLICY);
        return Response.status(Response.Status.NOT_FOUND)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .header("Cache-Control", "no-store")
                .header("Vary", "Accept, Accept-Language, Cookie")
                .entity(ErrorPage.NOT_FOUND.html(request))
                .build();
    }
}
