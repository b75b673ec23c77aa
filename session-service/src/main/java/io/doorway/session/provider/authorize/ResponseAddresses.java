package io.doorway.session.provider.authorize;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ResponseMode;
import io.doorway.login.ticket.LoginTickets.TicketConfig;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.secret.Hmac;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.session.provider.oauth.Endpoints;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The addresses to which the browser takes an authorization response: the redirect URI with the response in its query, or, for {@code
 * response_mode=form_post} (OAuth 2.0 Form Post Response Mode 1.0), the page of Doorway that posts the response.
 *
 * <p>That page's address contains the response, encrypted (RFC 7516), so that the page posts nothing but responses of Doorway, and the address
 * reveals no code.
 */
@Singleton
class ResponseAddresses {
    /** A code is valid for less; a page on which a person may cancel is open for longer. */
    private static final Duration VALIDITY = Duration.ofHours(1);

    private static final JWEHeader HEADER = new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
            .type(new JOSEObjectType("doorway-response"))
            .build();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SignedResponses signedResponses;
    private final Endpoints endpoints;
    private final InstantSource clock;
    private final SecretKey key;

    ResponseAddresses(SignedResponses signedResponses, Endpoints endpoints, TicketConfig tickets, InstantSource clock) {
        this.signedResponses = signedResponses;
        this.endpoints = endpoints;
        this.clock = clock;
        this.key = key(Base64Url.decode(tickets.key()));
    }

    /**
     * A response that a page posts.
     *
     * @param address the redirect URI
     * @param parameters of the form
     * @param expires in seconds since 1970
     */
    record PostedResponse(
            @JsonProperty("address") URI address,
            @JsonProperty("parameters") Map<String, List<String>> parameters,
            @JsonProperty("expires") long expires) {}

    /** The address for a response to the client, in its response mode. */
    URI of(AuthorizationResponse response, ClientId client) {
        AuthorizationResponse sent = signedResponses.signIfRequested(response, client);
        ResponseMode mode = sent.impliedResponseMode();
        return ResponseMode.FORM_POST.equals(mode) || ResponseMode.FORM_POST_JWT.equals(mode)
                ? page(sent)
                : sent.toURI();
    }

    private URI page(AuthorizationResponse response) {
        Instant expires = clock.instant().plus(VALIDITY);
        JWEObject encrypted = new JWEObject(
                HEADER,
                new Payload(write(new PostedResponse(
                        response.getRedirectionURI(), response.toParameters(), expires.getEpochSecond()))));
        try {
            encrypted.encrypt(new DirectEncrypter(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK encrypts with A256GCM", e);
        }
        return UriBuilder.fromUri(endpoints.at(Endpoints.FORM_POST))
                .queryParam("response", encrypted.serialize())
                .build();
    }

    /** The response in the untrusted parameter of a page's address; empty if Doorway did not write it, or it has expired. */
    Optional<PostedResponse> read(String text) {
        try {
            JWEObject encrypted = JWEObject.parse(text);
            if (!HEADER.getType().equals(encrypted.getHeader().getType())) {
                return Optional.empty();
            }
            encrypted.decrypt(new DirectDecrypter(key));
            return Optional.of(parse(encrypted.getPayload().toString()))
                    .filter(response -> clock.instant().getEpochSecond() < response.expires());
        } catch (ParseException | JOSEException | RuntimeException malformed) {
            return Optional.empty();
        }
    }

    private static String write(PostedResponse response) {
        try {
            return JSON.writeValueAsString(response);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a response cannot be written", e);
        }
    }

    private static PostedResponse parse(String json) {
        try {
            return JSON.readValue(json, PostedResponse.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an encrypted response cannot be read", e);
        }
    }

    /** A key for this purpose alone, derived from that of the login tickets. */
    private static SecretKey key(byte[] ticketKey) {
        byte[] purpose = "doorway authorization response".getBytes(StandardCharsets.US_ASCII);
        return new SecretKeySpec(Hmac.withKey(ticketKey).of(purpose), "AES");
    }
}
