package io.doorway.protocol.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Identifier> identifiers() {
        return List.of(
                new AccountId("alice+phone@example.com"),
                new ChallengeId("AAECAwQFBgcICQoLDA0ODw"),
                new ClientId("demo-bank.example~1"),
                new CredentialId("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"),
                SessionId.of(new ChallengeId("AAECAwQFBgcICQoLDA0ODw")));
    }

    @ParameterizedTest
    @MethodSource("identifiers")
    void jsonAndTextAreTheValue(Identifier id) throws JsonProcessingException {
        String json = JSON.writeValueAsString(id);

        assertThat(json).isEqualTo("\"" + id.value() + "\"");
        assertThat(JSON.readValue(json, id.getClass())).isEqualTo(id);
        assertThat(id).hasToString(id.value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\nb", "ä", "a/b", "a:b"})
    void otherTextIsNoIdentifier(String text) {
        assertThat(AccountId.parse(text)).isEmpty();
        assertThat(ClientId.parse(text)).isEmpty();
        assertThat(CredentialId.parse(text)).isEmpty();
        assertThat(SessionId.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new AccountId(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new ClientId(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new CredentialId(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new SessionId(text));
        assertThatExceptionOfType(JsonMappingException.class)
                .isThrownBy(() -> JSON.readValue(JSON.writeValueAsString(text), AccountId.class));
    }

    @Test
    void theLengthIsBounded() {
        assertThat(AccountId.parse("a".repeat(200))).isPresent();
        assertThat(AccountId.parse("a".repeat(201))).isEmpty();
        assertThat(ClientId.parse("a".repeat(100))).isPresent();
        assertThat(ClientId.parse("a".repeat(101))).isEmpty();
        assertThat(CredentialId.parse("a".repeat(101))).isEmpty();
        assertThat(SessionId.parse("a".repeat(101))).isEmpty();
    }

    @Test
    void aSessionIsDerivedFromItsChallenge() {
        ChallengeId challenge = new ChallengeId("AAECAwQFBgcICQoLDA0ODw");

        assertThat(SessionId.of(challenge))
                .isEqualTo(SessionId.of(challenge))
                .isNotEqualTo(SessionId.of(new ChallengeId("AAECAwQFBgcICQoLDA0ODg")));
        assertThat(SessionId.of(challenge).value()).hasSize(22);
    }

    @Test
    void aMissingIdentifierHasNoValue() {
        assertThat(Identifier.valueOrNull(null)).isNull();
        assertThat(Identifier.valueOrNull(new ClientId("bank"))).isEqualTo("bank");
    }
}
