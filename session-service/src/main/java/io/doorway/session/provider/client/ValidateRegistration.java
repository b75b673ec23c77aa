package io.doorway.session.provider.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.doorway.session.provider.certificate.MutualTlsConfig;
import io.doorway.session.provider.keys.SigningKeys;
import io.doorway.session.provider.oauth.ProviderConfig;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;

/** Validates a registration that was sent in a request (RFC 7591) by the rules of the operator's files. */
@Singleton
public class ValidateRegistration {
    private static final String POLICY = "policy";

    private final SigningKeys keys;
    private final ProviderConfig settings;
    private final MutualTlsConfig mutualTls;

    ValidateRegistration(SigningKeys keys, ProviderConfig settings, MutualTlsConfig mutualTls) {
        this.keys = keys;
        this.settings = settings;
        this.mutualTls = mutualTls;
    }

    /**
     * The client of a registration.
     *
     * @param registration its properties, with {@code client_id} and all values that the server chooses
     * @param others the clients for which a person must not take it; one with its {@code client_id} is its earlier registration
     * @throws InvalidClientsException with every mistake
     */
    public RegisteredClient validate(ObjectNode registration, Collection<RegisteredClient> others) {
        Mistakes mistakes = new Mistakes();
        String id = registration.path("client_id").asText();
        RegisteredClient client =
                ClientRules.validate(RegistrationReader.read(registration, id, mistakes), id, mistakes);
        ProviderCapabilities.of(settings, mutualTls, keys).check(id, client, mistakes);
        ConfusableClients.check(client, others, mistakes);
        mistakes.throwIfAny();
        return client;
    }

    /** The mistakes in properties under {@code doorway} that an operator chooses for all such clients. */
    public static List<Mistake> mistakesOfPolicy(JsonNode extensions) {
        ObjectNode registration = JsonNodeFactory.instance.objectNode();
        registration.put("client_id", POLICY);
        registration.set("doorway", extensions);
        Mistakes mistakes = new Mistakes();
        ClientRules.validate(RegistrationReader.read(registration, POLICY, mistakes), POLICY, mistakes);
        return mistakes.found().stream()
                .filter(mistake -> mistake.property().startsWith("doorway"))
                .toList();
    }

    /** Whether a registration may have this property, or one that this version refuses. Others are unknown. */
    public static boolean isProperty(String name) {
        return RegistrationReader.isProperty(name);
    }

    /** A mistake that was found before the properties are read. */
    public static InvalidClientsException mistake(String property, String error) {
        return InvalidClientsException.of("", property, error);
    }
}
