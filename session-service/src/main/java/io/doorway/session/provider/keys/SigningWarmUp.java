package io.doorway.session.provider.keys;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import io.doorway.web.warmup.WarmUpStep;
import jakarta.inject.Singleton;

/** Signs a token without claims, which nobody gets. */
@Singleton
class SigningWarmUp implements WarmUpStep {

    private final SigningKeys keys;

    SigningWarmUp(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    public void run() {
        JWTClaimsSet none = new JWTClaimsSet.Builder().build();
        keys.sign(none, JWSAlgorithm.ES256).serialize();
    }
}
