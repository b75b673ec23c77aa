package io.doorway.session.provider.token;

import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.openid.connect.sdk.id.HashBasedPairwiseSubjectCodec;
import com.nimbusds.openid.connect.sdk.id.SectorID;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.oauth.ProviderConfig;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Computes the {@code sub} of an account for a client (OpenID Connect Core section 8). */
@Singleton
public class SubjectIdentifiers {
    private static final int MIN_SALT = 32;

    private final Optional<HashBasedPairwiseSubjectCodec> pairwise;

    SubjectIdentifiers(ProviderConfig settings) {
        this.pairwise = settings.pairwiseSalt().map(SubjectIdentifiers::codec);
    }

    public Subject of(AccountId account, RegisteredClient client) {
        Subject subject = new Subject(account.value());
        String sector = client.sector();
        return sector == null ? subject : pairwise.orElseThrow().encode(new SectorID(sector), subject);
    }

    private static HashBasedPairwiseSubjectCodec codec(String salt) {
        if (salt.length() < MIN_SALT) {
            throw new IllegalArgumentException("doorway.pairwise-salt: expected at least " + MIN_SALT + " characters");
        }
        return new HashBasedPairwiseSubjectCodec(salt.getBytes(StandardCharsets.UTF_8));
    }
}
