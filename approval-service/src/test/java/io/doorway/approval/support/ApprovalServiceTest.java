package io.doorway.approval.support;

import io.doorway.testkit.quarkus.OperatorTestResource;
import io.doorway.testkit.quarkus.SharedServers.KafkaTestResource;
import io.doorway.testkit.quarkus.SharedServers.PostgresTestResource;
import io.doorway.testkit.quarkus.SharedServers.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Runs a test against the whole service. */
@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(OperatorTestResource.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ApprovalServiceTest {}
