package io.freshet.embedded;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;

/**
 * Whether a broker says of itself that it is part of the cluster. A plain connection is tried
 * first: a Kafka client that finds nobody there logs a warning each time.
 */
record BrokerProbe(int id, String address) implements BooleanSupplier {
  private static final int PATIENCE_SECONDS = 2;

  @Override
  public boolean getAsBoolean() {
    return Tcp.accepts(address) && isMember();
  }

  private boolean isMember() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
      return admin.describeCluster().nodes().get(PATIENCE_SECONDS, TimeUnit.SECONDS).stream()
          .anyMatch(node -> node.id() == id);
    } catch (ExecutionException | TimeoutException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + address, e);
    }
  }
}
