package io.freshet.embedded;

/**
 * One server of each kind for a whole test JVM: started by the first test that asks, ended with the
 * JVM. For tests that share politely (topics and table prefixes of their own, nobody stopped or
 * killed); a test that kills a server registers one of its own.
 */
public final class EmbeddedServers {
  private static final Once<EmbeddedKafka> KAFKA = Once.started(EmbeddedKafka::oneBroker);
  private static final Once<EmbeddedDynamoDb> DYNAMO_DB = Once.started(EmbeddedDynamoDb::inMemory);
  private static final Once<EmbeddedRegistry> REGISTRY = Once.started(EmbeddedRegistry::inMemory);

  private EmbeddedServers() {}

  /** One Kafka broker. */
  public static EmbeddedKafka kafka() {
    return KAFKA.get();
  }

  /** DynamoDB Local in memory. */
  public static EmbeddedDynamoDb dynamoDb() {
    return DYNAMO_DB.get();
  }

  /** Apicurio Registry. */
  public static EmbeddedRegistry registry() {
    return REGISTRY.get();
  }
}
