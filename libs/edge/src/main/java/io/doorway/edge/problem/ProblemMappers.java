package io.doorway.edge.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.doorway.store.StoreUnavailableException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Where every exception becomes an answer. What is not expected is logged here and told to nobody. */
final class ProblemMappers {

    private static final Logger LOGGER = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response problem(ProblemException expected) {
        return expected.problem().asResponse();
    }

    @ServerExceptionMapper
    Response storeUnavailable(StoreUnavailableException broken) {
        LOGGER.warnf("refused, because a store is unavailable: %s", broken.getMessage());
        return Problem.unavailable().asResponse();
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException invalid) {
        String first = invalid.getConstraintViolations().stream()
                .map(ProblemMappers::inWords)
                .sorted()
                .findFirst()
                .orElse("The request is not valid.");
        return Problem.of(400, "invalid-request", first).asResponse();
    }

    /** Named twice, because Quarkus has a mapper of its own for the narrower one, which repeats what was received. */
    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    Response notJson(JsonProcessingException malformed) {
        return Problem.of(400, "invalid-request", "The body is not the JSON that this call takes.")
                .asResponse();
    }

    @ServerExceptionMapper
    Response http(WebApplicationException known) {
        int status = known.getResponse().getStatus();
        return switch (status) {
            case 400 ->
                Problem.of(400, "invalid-request", "The request is not what this call takes.")
                        .asResponse();
            case 401 -> Problem.of(401, "unauthenticated", "Say who is asking.").asResponse();
            case 403 ->
                Problem.of(403, "forbidden", "The caller may not do this.").asResponse();
            case 404 -> Problem.of(404, "not-found", "There is nothing here.").asResponse();
            case 405 ->
                Problem.of(405, "method-not-allowed", "This address does not take that method.")
                        .asResponse();
            case 406 ->
                Problem.of(406, "not-acceptable", "This address cannot answer in that media type.")
                        .asResponse();
            case 413 ->
                Problem.of(413, "too-large", "A body has at most 16 KiB.").asResponse();
            case 415 ->
                Problem.of(415, "unsupported-media-type", "This address does not take that media type.")
                        .asResponse();
            default -> known.getResponse();
        };
    }

    @ServerExceptionMapper
    Response unexpected(Throwable bug) {
        LOGGER.error("refused, because of an unexpected failure", bug);
        return Problem.of(500, "internal", "Doorway failed. It has been recorded; nothing was granted.")
                .asResponse();
    }

    private static String inWords(ConstraintViolation<?> violation) {
        return violation.getPropertyPath() + " " + violation.getMessage();
    }
}
