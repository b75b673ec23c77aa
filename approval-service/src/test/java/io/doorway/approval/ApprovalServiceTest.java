package io.doorway.approval;

import io.doorway.testkit.quarkus.WithKafka;
import io.doorway.testkit.quarkus.WithPostgres;
import io.doorway.testkit.quarkus.WithRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Runs a test against the whole service. */
@QuarkusTest
@QuarkusTestResource(WithRedis.class)
@QuarkusTestResource(WithKafka.class)
@QuarkusTestResource(WithPostgres.class)
@QuarkusTestResource(WithIssuer.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface ApprovalServiceTest {}
