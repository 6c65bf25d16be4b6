package io.freshet.offline.config;

import io.freshet.ingest.store.dynamodb.DynamoDbSettings;
import io.freshet.yaml.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * offline.yaml, as the commands need it.
 *
 * @param schemas the directory of the feature schemas, the server's own
 * @param dynamoDb where the history is
 */
public record OfflineConfig(
    Path schemas, DynamoDbSettings dynamoDb, Catalog catalog, Worker worker, Admin admin) {

  /**
   * The Iceberg catalog.
   *
   * @param name what the engines that read the tables call it
   * @param namespace the levels above each workspace's own; mostly none
   * @param properties Iceberg's own, such as {@code type}, {@code uri} and {@code warehouse}
   */
  public record Catalog(String name, List<String> namespace, Map<String, String> properties) {

    public Catalog {
      namespace = List.copyOf(namespace);
      properties = Map.copyOf(properties);
    }

    /** Without the properties: they may hold a password. */
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * How the stream is followed.
   *
   * @param name of this worker among those that share the leases; each has its own
   * @param poll the pause between reads of a shard that has nothing new
   * @param failover after which a worker that is silent loses its shards
   * @param commits when rows are committed
   * @param fileBytes a data file of about this size is closed and the next begun
   */
  public record Worker(
      String name,
      Duration poll,
      Duration failover,
      Limits commits,
      long fileBytes,
      Unknown unknown,
      Duration reload) {}

  /** What becomes of a row that no registered schema explains. */
  public enum Unknown {
    /** Its shard waits for a schema that does: nothing is lost. */
    WAIT,
    /** It is left out, and counted. */
    SKIP
  }

  /** Where metrics and health are. */
  public record Admin(String host, int port) {}

  /**
   * Reads the file; what is wrong with it is added to {@code problems}, and then the answer is not
   * to be used. Relative paths in it are relative to the file.
   */
  public static OfflineConfig read(Path file, Problems problems) {
    return new OfflineConfigFile(file, System.getenv(), problems).read();
  }
}
