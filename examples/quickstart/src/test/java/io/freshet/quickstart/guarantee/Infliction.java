package io.freshet.quickstart.guarantee;

import io.freshet.embedded.fault.Fault;
import io.freshet.embedded.fault.FaultProxy;
import io.freshet.quickstart.guarantee.Step.Suffer;

/** How a trouble is made, and unmade. */
record Infliction(Runnable starting, Runnable ending) {
  private static final String PUT = "PutItem";
  private static final String PUSH = "/ingest";

  static Infliction of(Suffer suffer, Stage stage) {
    FaultProxy store = stage.storeProxy();
    FaultProxy server = stage.bridge(suffer.bridge()).proxy();
    return switch (suffer.trouble()) {
      case STORE_THROTTLES -> fault(store, PUT, Fault.throttle());
      case STORE_HANGS -> fault(store, PUT, new Fault.Hang());
      case STORE_FAILS -> fault(store, PUT, Fault.internalError());
      case STORE_LOSES_ANSWERS -> fault(store, PUT, new Fault.ResetAfter());
      case SERVER_CUT_OFF -> new Infliction(server::cut, server::restore);
      case SERVER_ANSWERS_LOST -> fault(server, PUSH, new Fault.ResetAfter());
      case FOREIGN_ANSWERS -> fault(server, PUSH, new Fault.Answer(200, "{\"status\": \"ok\"}"));
      case SERVER_THROTTLES -> fault(server, PUSH, new Fault.Answer(429, THROTTLED));
    };
  }

  private static final String THROTTLED =
      """
      {"requestId": "none", "requestError": {"errorType": "THROTTLED", "errorMessage": "later"}}
      """;

  void begin() {
    starting.run();
  }

  void end() {
    ending.run();
  }

  private static Infliction fault(FaultProxy proxy, String operation, Fault fault) {
    return new Infliction(() -> proxy.inject(operation, fault), proxy::clear);
  }
}
