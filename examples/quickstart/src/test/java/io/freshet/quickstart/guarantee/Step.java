package io.freshet.quickstart.guarantee;

/** One thing that is done to the system. Members are numbered from 0. */
sealed interface Step {

  /** SIGKILL to a bridge, and a new one in its place. */
  record KillBridge(int bridge) implements Step {}

  /** SIGTERM to a bridge, and a new one in its place when it has drained and gone. */
  record StopBridge(int bridge) implements Step {}

  /** SIGSTOP to a bridge until the group has given its partitions away; then SIGCONT. */
  record FreezeBridge(int bridge) implements Step {}

  /** SIGKILL to a server; its bridges wait until it is back. */
  record KillServer(int server) implements Step {}

  /** SIGTERM to a server; its bridges wait until it is back. */
  record StopServer(int server) implements Step {}

  /** SIGKILL to a server; its bridges go to the other one, and it comes back empty-handed. */
  record FailOver(int server) implements Step {}

  /** SIGKILL to a broker, which comes back on its data. */
  record KillBroker(int broker) implements Step {}

  /**
   * SIGKILL to a bridge while its schema registry hangs; when the new one has asked for a schema,
   * the registry refuses connections for some time.
   */
  record BreakRegistry(int bridge, long millis) implements Step {}

  /** A trouble of some duration; half-way, perhaps, something happens to a bridge as well. */
  record Suffer(Trouble trouble, int bridge, long millis, Meanwhile meanwhile) implements Step {}

  /** What happens to a bridge in the middle of a trouble. */
  enum Meanwhile {
    NOTHING,
    KILL,
    STOP
  }

  /** Whether all that has happened before must be over, so that what follows has one cause only. */
  default boolean needsCalm() {
    return this instanceof StopBridge || this instanceof KillBridge;
  }
}
