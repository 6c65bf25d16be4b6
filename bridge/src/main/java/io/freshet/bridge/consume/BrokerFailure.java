package io.freshet.bridge.consume;

import io.freshet.bridge.config.BridgeConfig;
import java.io.Serial;
import org.apache.kafka.common.KafkaException;

/** The broker does not let the bridge go on; the message says what, where, what to do. */
public final class BrokerFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  BrokerFailure(String message) {
    super(message);
  }

  BrokerFailure(String message, Throwable cause) {
    super(message, cause);
  }

  BrokerFailure(KafkaException cause, BridgeConfig config) {
    super(BrokerRefusal.explain(cause, config), cause);
  }
}
