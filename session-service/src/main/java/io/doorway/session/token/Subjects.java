package io.doorway.session.token;

import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.id.HashBasedPairwiseSubjectCodec;
import com.nimbusds.openid.connect.sdk.id.SectorID;
import io.doorway.session.client.RegisteredClient;
import io.doorway.session.oauth.ProviderSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** By which name a client knows a person (OpenID Connect Core section 8). */
@ApplicationScoped
public class Subjects {
    private static final int MIN_SALT = 32;

    private final Optional<HashBasedPairwiseSubjectCodec> pseudonyms;

    Subjects(ProviderSettings settings) {
        this.pseudonyms = settings.pairwiseSalt().map(Subjects::codec);
    }

    public Subject of(String account, RegisteredClient client) {
        return client.subjectType() == SubjectType.PAIRWISE
                ? pseudonyms.orElseThrow().encode(new SectorID(client.sector()), new Subject(account))
                : new Subject(account);
    }

    private static HashBasedPairwiseSubjectCodec codec(String salt) {
        if (salt.length() < MIN_SALT) {
            throw new IllegalArgumentException("doorway.pairwise-salt: expected at least " + MIN_SALT + " characters");
        }
        return new HashBasedPairwiseSubjectCodec(salt.getBytes(StandardCharsets.UTF_8));
    }
}
