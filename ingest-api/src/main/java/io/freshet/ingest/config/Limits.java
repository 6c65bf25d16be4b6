package io.freshet.ingest.config;

import java.time.Duration;

/** How much the server takes on, and how long it waits for anything. */
public record Limits(Connections connections, Work work, Stopping stopping) {

  /**
   * Connections to the port.
   *
   * @param most at a time; beyond, new ones are closed at once
   * @param idle how long one may do nothing, or take to send the head of a request
   * @param age after which one is asked to go, so that load spreads over new instances
   */
  public record Connections(int most, Duration idle, Duration age) {}

  /**
   * Requests.
   *
   * @param inFlight worked on at a time, pushes and reads each
   * @param waiting beyond those; more are answered OVERLOADED
   * @param patience how long one may wait for its turn
   * @param timeout the longest deadline, whatever a caller asks for; also for sending a body
   */
  public record Work(int inFlight, int waiting, Duration patience, Duration timeout) {}

  /**
   * The end.
   *
   * @param notReady how long it goes on as before, but not ready, so that load balancers notice
   * @param drain how long it then waits for what is in flight
   */
  public record Stopping(Duration notReady, Duration drain) {}
}
